package org.folkmoot.examples.engines;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.File;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class EngineTest {
    @ParameterizedTest
    @EnumSource
    void isFoundByItsWord(Engine engine) throws UnusableEngineException {
        assertThat(Engine.named(engine.word())).isEqualTo(engine);
    }

    @Test
    void knowsNoOtherWords() {
        assertThatThrownBy(() -> Engine.named("DL4J"))
                .isInstanceOf(UnusableEngineException.class)
                .hasMessage("engine: DL4J (expected: plain, dl4j, torch)");
    }

    @Test
    void leavesSmallNetworksToPlainJava() {
        assertThat(Engine.suitedTo(64, 10)).isEqualTo(Engine.PLAIN);
        assertThat(Engine.suitedTo(64, 32, 10)).isEqualTo(Engine.PLAIN);
        assertThat(Engine.suitedTo(784, 200, 200, 10)).isEqualTo(Engine.DL4J);
    }

    @Test
    void saysWhatIsMissingWhereAnEngineIsNotOnTheClassPath() throws Exception {
        try (URLClassLoader bare = withoutEngines()) {
            Class<?> engines = bare.loadClass(Engine.class.getName());
            Object dl4j = engines.getMethod("named", String.class).invoke(null, "dl4j");

            assertThatThrownBy(() -> engines.getMethod("perceptron", int.class, int[].class)
                            .invoke(dl4j, 4, new int[] {2}))
                    .cause()
                    .hasMessageStartingWith("engine: dl4j is not on the class path (expected: fl-trainers-dl4j ");
        }
    }

    private static URLClassLoader withoutEngines() throws MalformedURLException {
        List<URL> entries = new ArrayList<>();
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
            if (!entry.matches(".*(dl4j|deeplearning4j|nd4j|torch|bytedeco).*")) {
                entries.add(Path.of(entry).toUri().toURL());
            }
        }
        return new URLClassLoader(entries.toArray(URL[]::new), ClassLoader.getPlatformClassLoader());
    }
}
