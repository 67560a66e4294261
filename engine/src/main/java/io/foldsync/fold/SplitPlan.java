package io.foldsync.fold;

import java.io.Serializable;

/** A splitter's answer: the roles of the parts, and the rule that deals rows to parts. */
public record SplitPlan(Split split, PartRule rule) implements Serializable {}
