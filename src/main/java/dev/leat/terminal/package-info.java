/// The person at the terminal: whether there is one, asking them, and showing them how far things
/// are.
@NullMarked
package dev.leat.terminal;

import org.jspecify.annotations.NullMarked;
