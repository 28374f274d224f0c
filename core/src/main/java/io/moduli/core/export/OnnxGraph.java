package io.moduli.core.export;

import io.moduli.core.engine.storage.Parameter;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import onnx.Onnx;
import org.nd4j.shade.protobuf.ByteString;

/** Builds a graph of ONNX, operator by operator. Values are named after what produced them. */
final class OnnxGraph {

    private final Onnx.GraphProto.Builder graph;

    OnnxGraph(String name) {
        this.graph = Onnx.GraphProto.newBuilder().setName(name);
    }

    Onnx.GraphProto build() {
        return graph.build();
    }

    /** An operator with one output. */
    String operator(String type, String output, String... inputs) {
        graph.addNode(node(type, List.of(output), inputs));
        return output;
    }

    /** An operator without attributes, to be added. */
    static Onnx.NodeProto.Builder node(String type, List<String> outputs, String... inputs) {
        return Onnx.NodeProto.newBuilder().setOpType(type).setName(outputs.getLast() + "_" + type)
                .addAllInput(List.of(inputs)).addAllOutput(outputs);
    }

    void add(Onnx.NodeProto.Builder node) {
        graph.addNode(node);
    }

    static Onnx.AttributeProto integer(String name, long value) {
        return Onnx.AttributeProto.newBuilder().setName(name).setType(Onnx.AttributeProto.AttributeType.INT)
                .setI(value).build();
    }

    static Onnx.AttributeProto integers(String name, long... values) {
        Onnx.AttributeProto.Builder attribute = Onnx.AttributeProto.newBuilder().setName(name)
                .setType(Onnx.AttributeProto.AttributeType.INTS);
        for (long value : values) {
            attribute.addInts(value);
        }
        return attribute.build();
    }

    static Onnx.AttributeProto text(String name, String value) {
        return Onnx.AttributeProto.newBuilder().setName(name).setType(Onnx.AttributeProto.AttributeType.STRINGS)
                .addStrings(ByteString.copyFromUtf8(value)).build();
    }

    /** A constant vector of whole numbers. */
    String constant(String name, long... values) {
        Onnx.TensorProto.Builder tensor = Onnx.TensorProto.newBuilder().setName(name)
                .setDataType(Onnx.TensorProto.DataType.INT64_VALUE).addDims(values.length);
        for (long value : values) {
            tensor.addInt64Data(value);
        }
        graph.addInitializer(tensor);
        return name;
    }

    /** The values of a parameter under its own name, [rows × columns] or, of a vector, [rows]. */
    String parameter(Parameter parameter) {
        List<Long> shape = parameter.weight().isPresent()
                ? List.of((long) parameter.rows(), (long) parameter.columns())
                : List.of((long) parameter.rows());
        return tensor(parameter.name(), shape, bytes(List.of(parameter), List.of(0)));
    }

    /**
     * The concatenated parameters of a layer, as ONNX's recurrent operators expect them: [1 × gates · hidden × columns]
     * for a weight, [1 × parameters · gates · hidden] for vectors.
     *
     * @param order for each of ONNX's gates, the number of our gate
     */
    String gates(String name, List<Parameter> parameters, List<Integer> order) {
        Parameter first = parameters.getFirst();
        List<Long> shape = first.weight().isPresent()
                ? List.of(1L, (long) first.rows(), (long) first.columns())
                : List.of(1L, (long) parameters.size() * first.rows());
        return tensor(name, shape, bytes(parameters, order));
    }

    private static ByteBuffer bytes(List<Parameter> parameters, List<Integer> order) {
        long count = parameters.stream().mapToLong(one -> (long) one.rows() * one.columns()).sum();
        ByteBuffer bytes = ByteBuffer.allocate(Math.toIntExact(count * Float.BYTES)).order(ByteOrder.LITTLE_ENDIAN);
        for (Parameter parameter : parameters) {
            float[] row = new float[parameter.columns()];
            int units = parameter.rows() / order.size();
            for (int gate : order) {
                for (int unit = 0; unit < units; unit++) {
                    parameter.readRow(gate * units + unit, row);
                    for (float value : row) {
                        bytes.putFloat(value);
                    }
                }
            }
        }
        return bytes.flip();
    }

    private String tensor(String name, List<Long> shape, ByteBuffer values) {
        graph.addInitializer(Onnx.TensorProto.newBuilder().setName(name)
                .setDataType(Onnx.TensorProto.DataType.FLOAT_VALUE).addAllDims(shape)
                .setRawData(ByteString.copyFrom(values)));
        return name;
    }

    /** An input of the graph; extents are numbers, or names if they may have any size. */
    String input(String name, int type, Object... extents) {
        graph.addInput(value(name, type, extents));
        return name;
    }

    /** What the graph gives. */
    void output(String name, Object... extents) {
        graph.addOutput(value(name, Onnx.TensorProto.DataType.FLOAT_VALUE, extents));
    }

    private static Onnx.ValueInfoProto value(String name, int type, Object... extents) {
        Onnx.TensorShapeProto.Builder shape = Onnx.TensorShapeProto.newBuilder();
        for (Object extent : extents) {
            Onnx.TensorShapeProto.Dimension.Builder dimension = Onnx.TensorShapeProto.Dimension.newBuilder();
            shape.addDim(extent instanceof Integer number ? dimension.setDimValue(number)
                    : dimension.setDimParam(extent.toString()));
        }
        return Onnx.ValueInfoProto.newBuilder().setName(name)
                .setType(Onnx.TypeProto.newBuilder().setTensorType(
                        Onnx.TypeProto.Tensor.newBuilder().setElemType(type).setShape(shape)))
                .build();
    }
}
