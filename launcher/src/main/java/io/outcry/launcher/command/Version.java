/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.launcher.command;

import picocli.CommandLine.IVersionProvider;

/** Version of the exchange and of the Java that runs it. */
final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
        final String version = Version.class.getPackage().getImplementationVersion();
        return new String[] {
            "outcry " + (version == null ? "from sources" : version), "java " + System.getProperty("java.vm.version")
        };
    }
}
