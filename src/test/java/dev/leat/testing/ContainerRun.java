package dev.leat.testing;

import com.github.dockerjava.api.model.Bind;
import com.github.dockerjava.api.model.ExposedPort;
import com.github.dockerjava.api.model.HostConfig;
import com.github.dockerjava.api.model.PortBinding;
import com.github.dockerjava.api.model.Volume;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.utility.DockerImageName;

/// A server in a container of an official Redis or Valkey image. Its ports are those of the host,
/// so that a restart keeps them; the folder is there under the same path.
final class ContainerRun implements RedisServer.Run {
  private final GenericContainer<?> container;

  ContainerRun(String image, List<String> arguments, Path folder, List<Integer> ports) {
    String program = image.contains("valkey") ? "valkey-server" : "redis-server";
    List<String> command = new ArrayList<>();
    command.add(program);
    command.addAll(arguments);
    List<PortBinding> bindings =
        ports.stream().map(p -> PortBinding.parse("127.0.0.1:" + p + ":" + p)).toList();
    container =
        new GenericContainer<>(DockerImageName.parse(image))
            .withExposedPorts(ports.toArray(Integer[]::new))
            .withCommand(command.toArray(String[]::new))
            .withCreateContainerCmdModifier(
                create ->
                    create
                        .withExposedPorts(ports.stream().map(ExposedPort::tcp).toList())
                        .withHostConfig(
                            new HostConfig()
                                .withPortBindings(bindings)
                                .withBinds(
                                    new Bind(folder.toString(), new Volume(folder.toString())))));
    container.start();
  }

  @Override
  public boolean alive() {
    return container.isRunning();
  }

  @Override
  public void kill() {
    container.getDockerClient().killContainerCmd(container.getContainerId()).exec();
    container.stop();
  }

  @Override
  public void pause() {
    container.getDockerClient().pauseContainerCmd(container.getContainerId()).exec();
  }

  @Override
  public void resume() {
    container.getDockerClient().unpauseContainerCmd(container.getContainerId()).exec();
  }

  @Override
  public void stop() {
    container.stop();
  }
}
