/// The command line: one class a command, the options they share, and the one place that prints
/// errors and picks exit codes.
@NullMarked
package dev.leat.cli;

import org.jspecify.annotations.NullMarked;
