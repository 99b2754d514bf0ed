# Sourced by the scripts that run Java. The script that sources this has a function `fail MESSAGE` that ends it.

# The major version of the JDK in a folder; 0 if there is none, or only a JRE.
jdk_version() {
  [ -x "$1/bin/javac" ] && [ -x "$1/bin/java" ] || { echo 0; return; }
  local version
  version="$(sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$1/release" 2>/dev/null || true)"
  echo "${version:-0}"
}

# Prefers what the user points at; among the installed ones takes the newest.
find_jdk() {
  local candidate version best="" best_version=20 java
  java="$(command -v java || true)"
  if [ -n "$java" ]; then
    # Follows the links of update-alternatives; `readlink -f` is missing on older macOS.
    java="$(readlink -f "$java" 2>/dev/null || echo "$java")"
  fi
  for candidate in "${JAVA_HOME:-}" "${java:+$(dirname "$(dirname "$java")")}"; do
    if [ -n "$candidate" ] && [ "$(jdk_version "$candidate")" -ge 21 ]; then
      echo "$candidate"
      return
    fi
  done
  if [ -x /usr/libexec/java_home ]; then
    candidate="$(/usr/libexec/java_home -v 21+ 2>/dev/null || true)"
    if [ -n "$candidate" ] && [ "$(jdk_version "$candidate")" -ge 21 ]; then
      echo "$candidate"
      return
    fi
  fi
  for candidate in /usr/lib/jvm/* /opt/java/* /usr/java/* "$HOME"/.jdks/* "$HOME"/.sdkman/candidates/java/* \
      /opt/homebrew/opt/openjdk*/libexec/openjdk.jdk/Contents/Home; do
    version="$(jdk_version "$candidate")"
    if [ "$version" -gt "$best_version" ]; then
      best="$candidate"
      best_version="$version"
    fi
  done
  echo "$best"
}

# Exports JAVA_HOME, or ends the script with what to install.
require_jdk() {
  local jdk
  jdk="$(find_jdk)"
  [ -n "$jdk" ] || fail "no JDK 21 or newer was found (looked at JAVA_HOME, PATH and the usual folders).
Install one and try again, for example:
  Debian, Ubuntu   sudo apt-get install openjdk-21-jdk-headless
  Fedora           sudo dnf install java-21-openjdk-devel
  macOS            brew install openjdk@21
  anything else    https://adoptium.net
or set JAVA_HOME to where it is."
  export JAVA_HOME="$jdk"
}
