package io.moduli.core.state;

/** The types of numbers in arrays of a state; their names are those of the safetensors format. */
public enum NumberType {
    /** Float64. */
    F64(Double.BYTES),
    /** Float32. */
    F32(Float.BYTES),
    /** Signed 32-bit integers. */
    I32(Integer.BYTES),
    /** Unsigned 16-bit integers. */
    U16(Short.BYTES);

    private final int bytes;

    NumberType(int bytes) {
        this.bytes = bytes;
    }

    /** Bytes of one number. */
    public int bytes() {
        return bytes;
    }
}
