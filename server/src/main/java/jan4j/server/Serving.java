package jan4j.server;

import java.time.Clock;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/// What the generation routes of one server share. Thread-safe.
///
/// @param ids a fresh name for each request
/// @param nanos a clock for lengths of time
record Serving(
    InFlight inFlight,
    BodyReader bodyReader,
    Pinger pinger,
    Clock clock,
    LongSupplier nanos,
    Supplier<String> ids,
    String fingerprint) {}
