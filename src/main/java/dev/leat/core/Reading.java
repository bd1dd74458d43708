package dev.leat.core;

import java.util.List;
import java.util.Optional;

/// What a [LogReader] is to read.
///
/// @param streams names of streams; when following also globs, which take in streams that appear
///   later
/// @param allowGap whether to warn of a gap and go on, in place of failing
/// @param mustExist whether a named stream that does not exist is an error; otherwise it is empty
///   so far
/// @param cursors where to go on from and to save how far reading came; in place of the selection's
///   lower bound for every stream it knows
public record Reading(
    List<String> streams,
    Selection selection,
    Filter filter,
    boolean allowGap,
    boolean mustExist,
    Optional<CursorFile> cursors) {}
