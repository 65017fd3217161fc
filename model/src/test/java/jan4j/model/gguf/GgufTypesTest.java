package jan4j.model.gguf;

import static org.assertj.core.api.Assertions.assertThat;

import jan4j.testkit.GgufValue;
import jan4j.testkit.GgufWriter;
import jan4j.testkit.TensorData;
import jan4j.testkit.TensorType;
import java.math.BigInteger;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Metadata types, tensor types, alignment and versions that a good file may have.
class GgufTypesTest {
  @TempDir private Path folder;

  /// Block sizes as gguf-py's GGML_QUANT_SIZES has them.
  @ParameterizedTest
  @CsvSource({
    "0,f32,1,4",
    "1,f16,1,2",
    "2,q4_0,32,18",
    "3,q4_1,32,20",
    "6,q5_0,32,22",
    "7,q5_1,32,24",
    "8,q8_0,32,34",
    "9,q8_1,32,36",
    "10,q2_K,256,84",
    "11,q3_K,256,110",
    "12,q4_K,256,144",
    "13,q5_K,256,176",
    "14,q6_K,256,210",
    "15,q8_K,256,292",
    "16,iq2_xxs,256,66",
    "17,iq2_xs,256,74",
    "18,iq3_xxs,256,98",
    "19,iq1_s,256,50",
    "20,iq4_nl,32,18",
    "21,iq3_s,256,110",
    "22,iq2_s,256,82",
    "23,iq4_xs,256,136",
    "24,i8,1,1",
    "25,i16,1,2",
    "26,i32,1,4",
    "27,i64,1,8",
    "28,f64,1,8",
    "29,iq1_m,256,56",
    "30,bf16,1,2",
    "34,tq1_0,256,54",
    "35,tq2_0,256,66",
    "39,mxfp4,32,17",
    "40,nvfp4,64,36",
    "41,q1_0,128,18",
    "42,q2_0,64,18"
  })
  void tensorsOfEveryTypeHaveTheirExactSize(int type, String name, int block, int bytes) {
    Gguf gguf = read(new GgufWriter().describe("t", type, 0, 2L * block, 3).zeros(6L * bytes + 99));
    TensorInfo tensor = gguf.tensors().getFirst();
    assertThat(tensor.typeName()).isEqualTo(name);
    assertThat(tensor.sizeExact()).isTrue();
    assertThat(tensor.sizeBytes()).isEqualTo(6L * bytes);
    assertThat(tensor.nElements()).isEqualTo(6L * block);
    assertThat(gguf.warnings()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "43,unknown",
    "1000000,unknown",
    "-5,unknown",
    "31,removed",
    "37,removed",
    "4,removed"
  })
  void aTensorOfAnotherTypeReachesToTheNextOne(int type, String word) {
    Gguf gguf =
        read(
            new GgufWriter()
                .describe("a", type, 0, 100)
                .describe("b", 0, 64, 4)
                .describe("c", type, 96, 5)
                .zeros(200));
    assertThat(gguf.tensors())
        .extracting(TensorInfo::sizeExact)
        .containsExactly(false, true, false);
    assertThat(gguf.tensors().getFirst().sizeBytes()).isEqualTo(64);
    assertThat(gguf.tensors().getFirst().typeName())
        .isEqualTo("type " + Integer.toUnsignedString(type));
    assertThat(gguf.warnings()).hasSize(2).allMatch(w -> w.contains(word));
  }

  @Test
  void nestedArraysAreRead() {
    GgufValue inner = new GgufValue.Array(List.of(new GgufValue.Int8(-1), new GgufValue.Int8(2)));
    GgufValue texts = new GgufValue.Array(List.of(new GgufValue.Text("x")));
    Gguf gguf =
        read(
            new GgufWriter()
                .put("n", new GgufValue.Array(List.of(inner, inner)))
                .put("t", new GgufValue.Array(List.of(texts))));
    assertThat(gguf.value("n")).contains(List.of(List.of(-1L, 2L), List.of(-1L, 2L)));
    assertThat(gguf.value("t")).contains(List.of(List.of("x")));
    assertThat(gguf.arrayLength("n")).hasValue(2);
    assertThat(gguf.warnings()).anyMatch(w -> w.contains("array of arrays"));
  }

  @Test
  void theGreatestNumbersKeepTheirValue() {
    Gguf gguf = read(new GgufWriter().put("u", new GgufValue.Uint64(-1)));
    assertThat(gguf.value("u")).contains(new BigInteger("18446744073709551615"));
    assertThat(gguf.integer("u")).isEmpty();
    assertThat(gguf.decimal("u")).hasValue(1.8446744073709552E19);
  }

  @Test
  void longArraysOfEveryTypeArePassedOver() {
    GgufValue row = new GgufValue.Array(List.of(new GgufValue.Text("x")));
    Gguf gguf =
        read(
            new GgufWriter()
                .put("a", new GgufValue.Array(Collections.nCopies(2_000, new GgufValue.Bool(true))))
                .put("b", new GgufValue.Array(Collections.nCopies(2_000, new GgufValue.Int16(1))))
                .put("c", new GgufValue.Array(Collections.nCopies(2_000, new GgufValue.Float64(1))))
                .put("d", new GgufValue.Array(Collections.nCopies(2_000, row)))
                .put("e", "end"));
    assertThat(gguf.arrayLength("a")).hasValue(2_000);
    assertThat(gguf.arrayLength("d")).hasValue(2_000);
    assertThat(gguf.value("c")).isEmpty();
    assertThat(gguf.string("e")).contains("end");
  }

  @Test
  void aVeryLongTextIsPassedOverWithAWarning() {
    Gguf gguf = read(new GgufWriter().put("long", "x".repeat(3 << 20)).put("e", "end"));
    assertThat(gguf.string("long")).isEmpty();
    assertThat(gguf.keys()).containsExactly("long", "e");
    assertThat(gguf.string("e")).contains("end");
    assertThat(gguf.warnings()).anyMatch(w -> w.contains("\"long\"") && w.contains("3145728"));
  }

  @Test
  void bytesThatAreNoUtf8AreShownAsReplacementCharacters() {
    Gguf gguf =
        read(
            new GgufWriter()
                .put("k", new GgufValue.RawText(List.of((byte) 'a', (byte) 0xff, (byte) 'b'))));
    assertThat(gguf.string("k")).contains("a\ufffdb");
    assertThat(gguf.warnings()).anyMatch(w -> w.contains("no UTF-8"));
  }

  @Test
  void dataIsAlignedAsTheFileSays() {
    Gguf gguf =
        read(
            new GgufWriter()
                .alignment(256)
                .put("general.alignment", 256)
                .tensor("a", TensorType.F32, TensorData.constant(1), 3)
                .tensor("b", TensorType.F32, TensorData.constant(1), 3));
    assertThat(gguf.alignment()).isEqualTo(256);
    assertThat(gguf.dataStart() % 256).isZero();
    assertThat(gguf.tensors().getLast().offset()).isEqualTo(256);
    assertThat(gguf.warnings()).isEmpty();
  }

  @Test
  void gapsBetweenTensorsAreAWarning() {
    Gguf gguf = read(new GgufWriter().describe("a", 0, 64, 4).zeros(200));
    assertThat(gguf.warnings()).singleElement().asString().contains("llama.cpp wants it at 0");
  }

  @Test
  void versionTwoIsReadLikeThree() {
    assertThat(read(new GgufWriter().version(2).put("k", "v")).string("k")).contains("v");
  }

  @Test
  void namedChatTemplatesAreListed() {
    Gguf gguf =
        read(
            new GgufWriter()
                .put("tokenizer.chat_template", "d")
                .put("tokenizer.chat_template.tool_use", "t")
                .put("tokenizer.chat_template.rag", "r"));
    assertThat(gguf.chatTemplateNames()).containsExactly("rag", "tool_use");
    assertThat(gguf.chatTemplate("rag")).contains("r");
  }

  private Gguf read(GgufWriter gguf) {
    return Gguf.read(gguf.write(folder.resolve("good.gguf")));
  }
}
