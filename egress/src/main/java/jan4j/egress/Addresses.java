package jan4j.egress;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;

/// Tells public addresses from private, local and reserved ones (the registries of RFC 6890), also
/// where an IPv6 address carries an IPv4 one. A looked-up name stays in the JVM's own cache for 30
/// s, so the connection that follows goes to an address that was judged here.
final class Addresses {
  private Addresses() {}

  /// Whether the address belongs to no private, local or reserved range.
  static boolean isPublic(InetAddress address) {
    if (address.isLoopbackAddress()
        || address.isAnyLocalAddress()
        || address.isLinkLocalAddress()
        || address.isSiteLocalAddress()
        || address.isMulticastAddress()) {
      return false;
    }
    byte[] b = address.getAddress();
    return switch (address) {
      case Inet4Address _ -> isPublic4(b, 0);
      case Inet6Address _ -> isPublic6(b);
      default -> false;
    };
  }

  private static boolean isPublic4(byte[] b, int at) {
    int first = b[at] & 0xff;
    int second = b[at + 1] & 0xff;
    boolean shared = first == 100 && second >= 64 && second < 128;
    boolean privateRange =
        first == 10
            || first == 127
            || (first == 169 && second == 254)
            || (first == 172 && second >= 16 && second < 32)
            || (first == 192 && second == 168)
            || (first == 192 && second == 0 && b[at + 2] == 0)
            || (first == 198 && (second == 18 || second == 19));
    return first != 0 && first < 224 && !shared && !privateRange;
  }

  private static boolean isPublic6(byte[] b) {
    if ((b[0] & 0xfe) == 0xfc) {
      return false;
    }
    boolean nat64 = b[0] == 0 && b[1] == 0x64 && (b[2] & 0xff) == 0xff && (b[3] & 0xff) == 0x9b;
    boolean embedded = true;
    for (int i = 0; i < 10; i++) {
      embedded &= b[i] == 0;
    }
    if (nat64 || embedded) {
      return isPublic4(b, 12);
    }
    boolean sixToFour = b[0] == 0x20 && b[1] == 0x02;
    return !sixToFour || isPublic4(b, 2);
  }
}
