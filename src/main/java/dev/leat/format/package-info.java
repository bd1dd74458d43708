/// Bytes to events and back: a reader for each input format, a writer for each output format.
///
/// The one package that uses Jackson, and that only to read. Bytes in are bytes out: whatever is
/// not UTF-8 travels as it is, in JSON as `{"$b64":"…"}`.
@NullMarked
package dev.leat.format;

import org.jspecify.annotations.NullMarked;
