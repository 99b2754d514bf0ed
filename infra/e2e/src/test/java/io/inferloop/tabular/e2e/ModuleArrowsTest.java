package io.inferloop.tabular.e2e;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.properties.CanBeAnnotated.Predicates.annotatedWith;
import static com.tngtech.archunit.lang.conditions.ArchConditions.be;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import org.jspecify.annotations.NullMarked;

/** The arrows between modules point one way, and the names of packages say what is inside. */
@AnalyzeClasses(packages = "io.inferloop.tabular", importOptions = ImportOption.DoNotIncludeTests.class)
class ModuleArrowsTest {

    private static final String ROOT = "io.inferloop.tabular.";
    private static final String OURS = "io.inferloop.tabular..";
    private static final String[] SERVICES = {
        ROOT + "gateway..",
        ROOT + "orchestrator..",
        ROOT + "synthworker..",
        ROOT + "validationworker..",
        ROOT + "billing.."
    };

    @ArchTest
    static final ArchRule theCoreKnowsNothingOfOursAndNoFramework = noClasses()
            .that()
            .resideInAPackage(ROOT + "core..")
            .should()
            .dependOnClassesThat(resideInAPackage(OURS)
                    .and(resideInAPackage(ROOT + "core..").negate())
                    .or(resideInAnyPackage(
                            "org.springframework..", "org.apache.kafka..", "software.amazon..", "org.apache.avro..")));

    @ArchTest
    static final ArchRule onlyTheRuntimePackageTouchesOnnxRuntime = noClasses()
            .that()
            .resideOutsideOfPackage(ROOT + "core.onnx.runtime..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("ai.onnxruntime..");

    @ArchTest
    static final ArchRule schemasStandAlone = noClasses()
            .that()
            .resideInAPackage(ROOT + "schemas..")
            .should()
            .dependOnClassesThat(resideInAPackage(OURS)
                    .and(resideInAPackage(ROOT + "schemas..").negate()));

    @ArchTest
    static final ArchRule thePlatformKnowsSchemasAlone = noClasses()
            .that()
            .resideInAPackage(ROOT + "platform..")
            .should()
            .dependOnClassesThat(resideInAPackage(OURS)
                    .and(resideInAnyPackage(ROOT + "platform..", ROOT + "schemas..")
                            .negate()));

    @ArchTest
    static final ArchRule noServiceImportsAnother = slices().matching(ROOT + "(*)..")
            .namingSlices("$1")
            .as("services")
            .that(describe("are services", slice -> slice.stream().anyMatch(resideInAnyPackage(SERVICES))))
            .should()
            .notDependOnEachOther();

    @ArchTest
    static final ArchRule nothingDependsOnAServiceOrTheLauncher = noClasses()
            .that(resideInAnyPackage(SERVICES).negate())
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(SERVICES);

    @ArchTest
    static final ArchRule packagesSayWhatIsInside = noClasses()
            .should()
            .resideInAnyPackage(
                    "..util..", "..utils..", "..common..", "..service..", "..impl..", "..dto..", "..helper..");

    @ArchTest
    static final ArchRule everyPackageIsNullMarked = classes()
            .that()
            .resideInAPackage(OURS)
            .and()
            .resideOutsideOfPackages(generated())
            .should(be(describe("in a @NullMarked package", ModuleArrowsTest::inANullMarkedPackage)));

    private static String[] generated() {
        return new String[] {
            ROOT + "core.onnx.proto",
            ROOT + "schemas.account",
            ROOT + "schemas.billing",
            ROOT + "schemas.dataset",
            ROOT + "schemas.job",
            ROOT + "schemas.task"
        };
    }

    private static boolean inANullMarkedPackage(JavaClass type) {
        return annotatedWith(NullMarked.class).test(type.getPackage());
    }
}
