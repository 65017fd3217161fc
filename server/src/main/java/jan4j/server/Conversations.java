package jan4j.server;

import jan4j.store.Runs;
import jan4j.store.Store;
import jan4j.store.search.LiveSearch;

/// What the routes of conversations work on; all of it belongs to the caller of the server.
public record Conversations(Store store, Runs runs, LiveSearch search) {}
