package io.ecroperator.e2e;

import io.ecroperator.emulator.Emulator;
import io.ecroperator.emulator.RegistryContents;
import io.ecroperator.support.MotoServer;
import java.net.URI;

/** What stands in for AWS while a test runs. */
sealed interface StandIn extends AutoCloseable {

    /** Where it answers. */
    URI endpoint();

    /** What it holds. */
    RegistryContents ecr();

    /** The emulator that it is; only tests that {@link AlsoOnMoto} does not mark may ask. */
    Emulator emulator();

    @Override
    void close();

    /** Our emulator, fresh for each test. */
    record Ours(Emulator emulator) implements StandIn {

        static StandIn start() {
            return new Ours(Emulator.start());
        }

        @Override
        public URI endpoint() {
            return emulator.endpoint();
        }

        @Override
        public RegistryContents ecr() {
            return emulator.registry(World.ACCOUNT, World.REGION);
        }

        @Override
        public void close() {
            emulator.close();
        }
    }

    /** moto, one server for all tests, emptied before each. */
    record Moto(MotoServer server, MotoContents ecr) implements StandIn {

        static StandIn emptied(MotoServer server) {
            server.reset();
            return new Moto(server, MotoContents.at(server.endpoint()));
        }

        @Override
        public URI endpoint() {
            return server.endpoint();
        }

        @Override
        public Emulator emulator() {
            throw new IllegalStateException("this test asks for more than moto has; it is not one for @AlsoOnMoto");
        }

        @Override
        public void close() {
            ecr.close();
        }
    }
}
