package io.foldsync.jobs.config;

/**
 * A key that a configuration was asked for while it was bound: what the reference of all keys is made of.
 *
 * @param type what its value is, such as {@code whole number}; empty when nobody has said
 * @param range the values it takes; empty for any
 */
record AskedKey(String type, String range) {

    /** Nobody has said what it is. */
    static final AskedKey UNTYPED = new AskedKey("", "");
}
