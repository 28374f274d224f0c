/**
 * The extension points: what a plugin author reads and depends on. Everything here is asked for by the core and
 * answered by a plugin; nothing here knows who asks.
 */
@NullMarked
package io.moduli.api;

import org.jspecify.annotations.NullMarked;
