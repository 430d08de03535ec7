/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.bench.matching;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * What figures depend on.
 *
 * @param cpu model, or architecture where the model is not known
 * @param cores how many of them this process may use
 * @param memoryBytes of the machine
 * @param os name, version and architecture
 * @param jdk name and version of the virtual machine
 */
public record Machine(String cpu, int cores, long memoryBytes, String os, String jdk) {
    private static final Path CPU_INFO = Path.of("/proc/cpuinfo");

    /**
     * Looks at this machine and this process.
     *
     * @return what it is
     */
    public static Machine here() {
        final OperatingSystemMXBean system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        return new Machine(
                cpuModel(),
                Runtime.getRuntime().availableProcessors(),
                system.getTotalMemorySize(),
                System.getProperty("os.name") + " " + System.getProperty("os.version") + " "
                        + System.getProperty("os.arch"),
                System.getProperty("java.vm.name") + " " + System.getProperty("java.vm.version"));
    }

    /**
     * Adds the fields {@code machine} and {@code jdk} to a report.
     *
     * @param report one object
     */
    public void addTo(final ObjectNode report) {
        report.putObject("machine")
                .put("cpu", cpu)
                .put("cores", cores)
                .put("memory_bytes", memoryBytes)
                .put("os", os);
        report.put("jdk", jdk);
    }

    private static String cpuModel() {
        try (Stream<String> lines = Files.lines(CPU_INFO, StandardCharsets.UTF_8)) {
            return lines.filter(line -> line.startsWith("model name"))
                    .map(line -> line.substring(line.indexOf(':') + 1).trim())
                    .findFirst()
                    .orElse(System.getProperty("os.arch"));
        } catch (final IOException e) {
            return System.getProperty("os.arch");
        }
    }
}
