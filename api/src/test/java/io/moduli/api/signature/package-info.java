/**
 * Compares the api with the signatures that its version stands for.
 *
 * <p>Compiled classes become text by reflection ({@link io.moduli.api.signature.ApiSignatures}), the text is compared with
 * {@code api/api-signatures.txt}, and each difference says which part of {@code moduli.api.version} it moves.
 *
 * <p>Two tools that do such a thing were tried on changes like those of {@link io.moduli.api.signature.ApiChangeTest}, against a
 * baseline in a file. japicmp 0.27.0 asks for no higher version where a class, a constant of an enum or a method of a class is
 * new, for a higher minor one alone where a closed choice grows or implementers of an interface have one more method to write,
 * and sees neither that a constant has another value, nor that an annotation has another default, nor that an answer may be
 * null. revapi 0.15.1 reads classes by the compiler of the JDK that Maven runs on: on 17 it reports nothing of our classes,
 * whatever changed, and succeeds.
 */
package io.moduli.api.signature;
