package io.moduli.plugins.tasks.language;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.moduli.api.settings.Description;
import io.moduli.api.settings.SettingException;
import java.lang.reflect.RecordComponent;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class LanguageModelSettingsTest {

    @Test
    void aLimitThatLeavesRoomForNoWordIsAnError() {
        assertThat(problem(() -> new VocabularySettings(1, 1))).isEqualTo(
                "limit: limit = 1 leaves no room for a word besides <unk> and <eos>: use 3 or more, or 0 for no limit");
        assertThat(problem(() -> new VocabularySettings(2, 1))).startsWith("limit: limit = 2 leaves no room");
        assertThatCode(() -> new VocabularySettings(3, 1)).doesNotThrowAnyException();
        assertThatCode(() -> new VocabularySettings(0, 1)).doesNotThrowAnyException();
    }

    @Test
    void moreWordsThanABatchHoldsAreAnError() {
        assertThat(problem(() -> new LanguageModelSettings(
                new CorpusSettings.WordNet(), new VocabularySettings(0, 1), 65_536, 32_768)))
                .isEqualTo(
                        "batch: batch = 32768 columns of sequence-length = 65536 steps are more than 2147483647 words, "
                                + "the most that a batch holds");
    }

    @Test
    void everyNestedSettingSaysWhatItMeans() {
        assertThat(List.of(VocabularySettings.class, CorpusSettings.Folder.class, CorpusSettings.WordNet.class))
                .allSatisfy(settings -> {
                    assertThat(settings.isAnnotationPresent(Description.class)).isTrue();
                    assertThat(settings.getRecordComponents())
                            .allMatch((RecordComponent setting) -> setting.isAnnotationPresent(Description.class));
                });
    }

    private static String problem(ThrowingCallable creation) {
        SettingException thrown = catchThrowableOfType(SettingException.class, creation);
        return thrown.setting() + ": " + thrown.getMessage();
    }
}
