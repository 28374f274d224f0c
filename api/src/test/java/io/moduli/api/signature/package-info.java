/**
 * Compares the api with the signatures that its version stands for.
 *
 * <p>Compiled classes become text by reflection ({@link io.moduli.api.signature.ApiSignatures}), the text is compared with
 * {@code api/api-signatures.txt}, and each difference says which part of {@code moduli.api.version} it moves.
 */
package io.moduli.api.signature;
