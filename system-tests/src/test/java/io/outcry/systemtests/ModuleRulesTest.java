/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.systemtests;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** Dependencies point one way; processes meet over Aeron, not by imports. */
@AnalyzeClasses(packages = "io.outcry", importOptions = ImportOption.DoNotIncludeTests.class)
class ModuleRulesTest {
    @ArchTest
    static final ArchRule modulesDependInOneDirection = layeredArchitecture()
            .consideringOnlyDependenciesInAnyPackage("io.outcry..")
            .layer("codecs")
            .definedBy("io.outcry.codecs..")
            .layer("client")
            .definedBy("io.outcry.client..")
            .layer("gateway")
            .definedBy("io.outcry.gateway..")
            .layer("risk")
            .definedBy("io.outcry.risk..")
            .layer("journal")
            .definedBy("io.outcry.journal..")
            .layer("matching-engine")
            .definedBy("io.outcry.matching..")
            .layer("market-data")
            .definedBy("io.outcry.marketdata..")
            .layer("launcher")
            .definedBy("io.outcry.launcher..")
            .whereLayer("client")
            .mayOnlyBeAccessedByLayers("market-data", "launcher")
            .whereLayer("gateway")
            .mayOnlyBeAccessedByLayers("launcher")
            .whereLayer("risk")
            .mayOnlyBeAccessedByLayers("matching-engine", "launcher")
            .whereLayer("journal")
            .mayOnlyBeAccessedByLayers("gateway", "matching-engine", "market-data", "launcher")
            .whereLayer("matching-engine")
            .mayOnlyBeAccessedByLayers("launcher")
            .whereLayer("market-data")
            .mayOnlyBeAccessedByLayers("launcher")
            .whereLayer("launcher")
            .mayNotBeAccessedByAnyLayer();

    @ArchTest
    static final ArchRule engineHasNoClockAndNoRandomness = noClasses()
            .that()
            .haveNameMatching(
                    "io\\.outcry\\.(risk|matching)\\.(Account|Accounts|EngineCore|OrderEntry|ReferenceData|PriceTimeBook|EventWriter|OrderPool)")
            .should()
            .callMethod(System.class, "nanoTime")
            .orShould()
            .callMethod(System.class, "currentTimeMillis")
            .orShould()
            .dependOnClassesThat()
            .haveNameMatching("java\\.util\\.(Random|SplittableRandom|HashMap|HashSet)");
}
