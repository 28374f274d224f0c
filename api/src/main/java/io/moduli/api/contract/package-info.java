/**
 * What each extension point promises, as code that looks for violations. A contract needs no test framework: it takes a
 * component and returns what it found wrong. JUnit adapters for them lie in this module's test jar; the components that
 * come with Moduli pass the same contracts as anyone's.
 */
@NullMarked
package io.moduli.api.contract;

import org.jspecify.annotations.NullMarked;
