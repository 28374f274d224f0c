/** Files that are whole or not there: written beside their place, forced to the disk, and renamed. */
@NullMarked
package io.moduli.core.files;

import org.jspecify.annotations.NullMarked;
