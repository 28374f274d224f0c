/** Files that exist as a whole or not at all: written under a temporary name, forced to the disk, and renamed. */
@NullMarked
package io.moduli.core.files;

import org.jspecify.annotations.NullMarked;
