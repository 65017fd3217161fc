package jan4j.egress;

import java.util.Set;

/// What may leave the machine. Immutable.
///
/// @param offline nothing may
/// @param denied purposes that are denied even online
/// @param privateHosts whether public purposes may reach addresses of this machine and of private
///   networks, for a mirror in one's own network
public record EgressPolicy(boolean offline, Set<Purpose> denied, boolean privateHosts) {
  public EgressPolicy {
    denied = Set.copyOf(denied);
  }

  /// Every purpose is allowed.
  public static EgressPolicy online() {
    return new EgressPolicy(false, Set.of(), false);
  }

  /// Nothing leaves the machine.
  public static EgressPolicy closed() {
    return new EgressPolicy(true, Set.of(), false);
  }

  boolean allows(Purpose purpose) {
    return purpose.loopbackOnly() || !offline && !denied.contains(purpose);
  }
}
