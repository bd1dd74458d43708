# Read by the scripts of the distribution. Sets:
#   java          the java of a JDK that is new enough
#   java_options  what every run of leat gives it
# and exports a locale in which java reads arguments and file names as UTF-8.

needed_jdk=25

fail() { # fail MESSAGE HINT
  printf 'leat: %s\n  hint: %s\n' "$1" "$2" >&2
  exit 2
}

# Puts the feature version of the JDK in folder $1 into $feature: from its "release" file, which costs nothing; a
# folder without one has to be asked.
read_feature() {
  feature=
  if [ -r "$1/release" ]; then
    while IFS='=' read -r key value || [ -n "$key" ]; do
      if [ "$key" = JAVA_VERSION ]; then
        value=${value#\"}
        feature=${value%%[!0-9]*}
        break
      fi
    done <"$1/release"
  else
    value=$("$1/bin/java" -version 2>&1)
    case $value in *version\ \"*) value=${value#*version \"} && feature=${value%%[!0-9]*} ;; esac
  fi
  feature=${feature:-0}
}

is_new_enough() {
  [ -x "$1/bin/java" ] && read_feature "$1" && [ "$feature" -ge "$needed_jdk" ]
}

# Puts the home of the first java on PATH into $on_path.
read_java_on_path() {
  on_path=
  old_ifs=$IFS
  IFS=:
  for folder in $PATH; do
    if [ -x "$folder/java" ]; then
      on_path=$folder/java
      break
    fi
  done
  IFS=$old_ifs
  if [ -h "$on_path" ]; then on_path=$(readlink -f "$on_path"); fi
  on_path=${on_path%/bin/java}
  # macOS has a java there that only offers to install one.
  if [ "$on_path" = /usr ]; then on_path=; fi
}

find_java() {
  if [ -n "${LEAT_JAVA_HOME-}" ]; then
    if [ ! -x "$LEAT_JAVA_HOME/bin/java" ]; then
      fail "LEAT_JAVA_HOME is $LEAT_JAVA_HOME, where there is no bin/java" \
        "set LEAT_JAVA_HOME to the folder of a JDK $needed_jdk or newer"
    fi
    read_feature "$LEAT_JAVA_HOME"
    if [ "$feature" -lt "$needed_jdk" ]; then
      fail "LEAT_JAVA_HOME is $LEAT_JAVA_HOME, a JDK $feature; leat needs $needed_jdk or newer" \
        "set LEAT_JAVA_HOME to the folder of a newer JDK, or unset it"
    fi
    java=$LEAT_JAVA_HOME/bin/java
    return
  fi
  if [ -n "${JAVA_HOME-}" ] && is_new_enough "$JAVA_HOME"; then
    java=$JAVA_HOME/bin/java
    return
  fi
  read_java_on_path
  if [ -n "$on_path" ] && is_new_enough "$on_path"; then
    java=$on_path/bin/java
    return
  fi
  for folder in \
    /usr/lib/jvm/* /usr/lib64/jvm/* /usr/java/* /opt/java/* /opt/*/ \
    "${HOME-}"/.sdkman/candidates/java/* "${HOME-}"/.jdks/* "${HOME-}"/.gradle/jdks/* \
    "${HOME-}"/.local/share/mise/installs/java/* "${HOME-}"/.asdf/installs/java/* \
    /Library/Java/JavaVirtualMachines/*/Contents/Home "${HOME-}"/Library/Java/JavaVirtualMachines/*/Contents/Home \
    /opt/homebrew/opt/openjdk*/libexec/openjdk.jdk/Contents/Home /usr/local/opt/openjdk*/libexec/openjdk.jdk/Contents/Home \
    /home/linuxbrew/.linuxbrew/opt/openjdk*/libexec; do
    folder=${folder%/}
    if [ -r "$folder/release" ] && is_new_enough "$folder"; then
      java=$folder/bin/java
      return
    fi
  done
  fail "no JDK $needed_jdk or newer in JAVA_HOME, on PATH or in the usual folders" \
    "install one, or set LEAT_JAVA_HOME to its folder"
}

find_java

# A locale that is named but not installed counts as ASCII, and java then loses other characters. Where C.UTF-8 is
# there for certain it is taken always, elsewhere only when the caller's locale is not UTF-8 by name.
if [ -d /usr/lib/locale/C.utf8 ] || [ -d /usr/lib/locale/C.UTF-8 ]; then
  LC_ALL=C.UTF-8
else
  case ${LC_ALL:-${LC_CTYPE:-${LANG-}}} in
    *[Uu][Tt][Ff]-8* | *[Uu][Tt][Ff]8*) ;;
    *) LC_ALL=C.UTF-8 ;;
  esac
fi
if [ -n "${LC_ALL-}" ]; then export LC_ALL; fi

# Standard output is data alone: the JVM's own words go to standard error, and its log (an AOT cache that fits another
# JDK, say) nowhere. The AOT cache is used only when --enable-native-access is the same as when it was made, and mapped
# where it was made for rather than adjusted to a random address, which takes a tenth of the start. Flight Recorder's
# classes, which Netty and Lettuce would load to report to it, take as much as connecting.
java_options="-Xmx96m -XX:+UseSerialGC -XX:-UsePerfData -XX:+DisplayVMOutputToStderr -Xlog:disable \
-XX:+UnlockDiagnosticVMOptions -XX:ArchiveRelocationMode=0 \
--enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow \
-Dio.netty.jfr.enabled=false -Dio.lettuce.core.jfr=false"
