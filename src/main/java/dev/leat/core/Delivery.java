package dev.leat.core;

/// An entry as a sink handed it to a consumer.
///
/// @param count how often the entry was delivered, this time included: 1 on first delivery
public record Delivery(String sink, Entry entry, long count) {}
