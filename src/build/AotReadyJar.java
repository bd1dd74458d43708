import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassFileVersion;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeModel;
import java.lang.classfile.CodeTransform;
import java.lang.classfile.MethodModel;
import java.lang.constant.ClassDesc;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import java.util.jar.Attributes;
import java.util.jar.Manifest;

/// Changes a jar in place so that an AOT cache can hold all of its classes:
///
/// - Class files older than Java 6 (picocli's are Java 5) are never cached. They are written anew
///   as Java 8, with the stack maps that this version asks for. It halves the start time of leat.
/// - A multi-release jar makes every lookup a search. The classes for the newest Java take their
///   places for good.
///
/// The jar's time of change, which an AOT cache remembers, is set to that of the archives it is
/// unpacked from.
///
/// Usage: `java AotReadyJar.java JAR JAVA-FEATURE-VERSION TIMESTAMP`
final class AotReadyJar {
  private static final int OLDEST_CACHED = ClassFile.JAVA_6_VERSION;
  private static final int RAISED = ClassFile.JAVA_8_VERSION;

  private final FileSystem jar;
  private final FileTime time;

  private AotReadyJar(FileSystem jar, FileTime time) {
    this.jar = jar;
    this.time = time;
  }

  public static void main(String[] args) throws IOException {
    Path path = Path.of(args[0]);
    FileTime time = FileTime.from(Instant.parse(args[2]));
    try (FileSystem jar = FileSystems.newFileSystem(path)) {
      var ready = new AotReadyJar(jar, time);
      ready.settleVersions(Integer.parseInt(args[1]));
      ready.raiseOldClasses();
    }
    Files.setLastModifiedTime(path, time);
  }

  private void settleVersions(int feature) throws IOException {
    Path versions = jar.getPath("/META-INF/versions");
    if (Files.exists(versions)) {
      var byVersion = new TreeMap<Integer, Path>();
      try (var folders = Files.list(versions)) {
        folders.forEach(f -> byVersion.put(Integer.valueOf(f.getFileName().toString()), f));
      }
      for (Path folder : byVersion.headMap(feature, true).values()) {
        for (Path file : filesUnder(folder)) {
          Path target = jar.getPath("/").resolve(folder.relativize(file).toString());
          Files.createDirectories(target.getParent());
          Files.copy(file, target, StandardCopyOption.REPLACE_EXISTING);
          setTimes(target);
        }
      }
      try (var all = Files.walk(versions)) {
        for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(each);
        }
      }
    }
    Path file = jar.getPath("/META-INF/MANIFEST.MF");
    Manifest manifest;
    try (InputStream in = Files.newInputStream(file)) {
      manifest = new Manifest(in);
    }
    manifest.getMainAttributes().remove(new Attributes.Name("Multi-Release"));
    try (var out = Files.newOutputStream(file)) {
      manifest.write(out);
    }
    setTimes(file);
  }

  private void raiseOldClasses() throws IOException {
    var classFile =
        ClassFile.of(
            ClassFile.StackMapsOption.GENERATE_STACK_MAPS,
            ClassFile.ConstantPoolSharingOption.NEW_POOL,
            ClassFile.ClassHierarchyResolverOption.of(
                ClassHierarchyResolver.ofResourceParsing(this::open)
                    .orElse(ClassHierarchyResolver.defaultResolver())));
    for (Path file : filesUnder(jar.getPath("/"))) {
      if (file.toString().endsWith(".class") && major(file) < OLDEST_CACHED) {
        byte[] raised =
            classFile.transformClass(classFile.parse(Files.readAllBytes(file)), raised());
        Files.write(file, raised);
        setTimes(file);
      }
    }
  }

  private static ClassTransform raised() {
    CodeTransform same = (builder, element) -> builder.with(element);
    return (builder, element) -> {
      switch (element) {
        case ClassFileVersion _ -> builder.withVersion(RAISED, 0);
        // Code that is passed on as a whole would keep its bytes, without stack maps.
        case MethodModel method ->
            builder.transformMethod(
                method,
                (inner, part) -> {
                  if (part instanceof CodeModel code) {
                    inner.transformCode(code, same);
                  } else {
                    inner.with(part);
                  }
                });
        default -> builder.with(element);
      }
    };
  }

  private InputStream open(ClassDesc type) {
    String descriptor = type.descriptorString();
    Path file = jar.getPath("/" + descriptor.substring(1, descriptor.length() - 1) + ".class");
    try {
      return Files.exists(file) ? new ByteArrayInputStream(Files.readAllBytes(file)) : null;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void setTimes(Path file) throws IOException {
    Files.getFileAttributeView(file, BasicFileAttributeView.class).setTimes(time, time, time);
  }

  private static int major(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      byte[] start = in.readNBytes(8);
      return Byte.toUnsignedInt(start[6]) << 8 | Byte.toUnsignedInt(start[7]);
    }
  }

  private static List<Path> filesUnder(Path folder) throws IOException {
    try (var files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).sorted().toList();
    }
  }
}
