# Where Java, the job and Spark are: sourced by the commands of this folder, after they have set `root`.
# The Spark home is laid out from Maven jars by deploy/spark-home/pom.xml; it holds jars and nothing else, so the two
# things that Spark's own shell scripts would do (ask Spark's launcher for the command, name the Scala version) are here.

note() { printf 'foldsync: %s\n' "$*" >&2; }

# fail CODE MESSAGE…
fail() {
  local code=$1
  shift
  note "$*"
  exit "$code"
}

# Sets JAVA, or stops. Honours JAVA_HOME.
find_java() {
  if [[ -n ${JAVA_HOME-} ]]; then
    JAVA=$JAVA_HOME/bin/java
    [[ -x $JAVA ]] || fail 1 "JAVA_HOME is $JAVA_HOME, but there is no $JAVA. Point JAVA_HOME at a JDK 17 or unset it."
  else
    JAVA=$(command -v java) || fail 1 "no java on the PATH and no JAVA_HOME. Install a JDK 17."
  fi
  local settings version
  settings=$("$JAVA" -XshowSettings:properties -version 2>&1) || fail 1 "$JAVA does not run: ${settings%%$'\n'*}"
  version=${settings#*java.specification.version = }
  version=${version%%$'\n'*}
  [[ $version =~ ^[0-9]+$ ]] && ((version >= 17)) ||
    fail 1 "$JAVA is Java $version; Java 17 or later is needed. Point JAVA_HOME at a JDK 17."
}

# select_line PROFILE: sets `target`, the name of the build folders, and `maven_profile`.
select_line() {
  case $1 in
    '') target=target maven_profile=() ;;
    spark-3.5) target=target-spark-3.5 maven_profile=(-Pspark-3.5) ;;
    *) fail 2 "unknown profile $1; there is one: spark-3.5." ;;
  esac
  job_jar=${FOLDSYNC_JAR:-$root/jobs/$target/foldsync-jobs.jar}
  spark_home=$root/deploy/spark-home/$target
}

# Sets `maven`: the wrapper, which fetches its Maven once; else a Maven that is installed already.
select_maven() {
  maven=$root/mvnw
  if ! "$maven" --version >/dev/null 2>&1 && command -v mvn >/dev/null; then
    note "mvnw could not fetch its Maven; using $(command -v mvn)"
    maven=mvn
  fi
}

# is_current PRODUCT STAMP SOURCE…: no source is newer than the product, or than the stamp of a build that found the
# product to be up to date already.
is_current() {
  local product=$1 stamp=$2 reference
  shift 2
  [[ -e $product ]] || return 1
  for reference in "$product" "$stamp"; do
    [[ -e $reference && -z $(find "$@" -newer "$reference" -print -quit) ]] && return 0
  done
  return 1
}

# build MODULE…: the modules and what they need, without tests.
build() {
  local modules folder=$root/$target log heart module status=0
  printf -v modules '%s,' "$@"
  mkdir -p "$folder"
  log=$folder/build.log
  note "building $*; the first time downloads Spark and libtorch from Maven Central. Log: $log"
  touch "$folder/build-started"
  # A sign of life for the minutes of a first download; it ends with this script however that ends, and its sleep
  # holds no pipe of ours open.
  (
    seconds=0
    while sleep 20 >/dev/null 2>&1 && kill -0 $$ 2>/dev/null; do
      seconds=$((seconds + 20))
      note "still building, $seconds s"
    done
  ) &
  heart=$!
  trap 'kill "$heart" 2>/dev/null' EXIT
  (
    cd "$root" || exit
    select_maven
    "$maven" -B "${maven_profile[@]+"${maven_profile[@]}"}" -pl "${modules%,}" -am -DskipTests \
      -Dspotless.check.skip=true -Djacoco.skip=true package
  ) </dev/null >"$log" 2>&1 || status=$?
  kill "$heart" 2>/dev/null
  trap - EXIT
  ((status != 130)) || exit 130
  if ((status != 0)); then
    grep -E '^\[ERROR\]|Failed to fetch|JAVA_HOME' "$log" | head -n 15 >&2
    fail 1 "the build failed; see $log"
  fi
  for module in "$@"; do
    touch -r "$folder/build-started" "$root/$module/$target/built"
  done
}

# ensure [MODULE…]: brings the job's jar (module jobs) and the Spark home (module deploy/spark-home) up to date with
# the sources, in one build, and exports what Spark's scripts would. A SPARK_HOME of the machine is not used unasked:
# its version may be another one than the job's.
ensure() {
  local module stale=()
  for module in "$@"; do
    case $module in
      jobs)
        [[ -n ${FOLDSYNC_JAR-} ]] || is_current "$job_jar" "$root/jobs/$target/built" \
          "$root/pom.xml" "$root"/{engine,jobs}/pom.xml "$root"/{engine,jobs}/src/main || stale+=(jobs)
        ;;
      deploy/spark-home)
        [[ -n ${FOLDSYNC_SPARK_HOME-} ]] ||
          is_current "$(spark_core)" "$spark_home/built" "$root"/{,deploy/spark-home/}pom.xml || stale+=("$module")
        ;;
    esac
  done
  ((${#stale[@]} == 0)) || build "${stale[@]}"

  if [[ -n ${FOLDSYNC_SPARK_HOME-} ]]; then
    spark_home=$FOLDSYNC_SPARK_HOME
  else
    export SPARK_CONF_DIR=$root/conf
  fi
  local core
  core=$(spark_core)
  [[ -n $core ]] || fail 1 "there is no $spark_home/jars/spark-core_*.jar: $spark_home is no Spark home."
  core=${core##*spark-core_}
  export SPARK_SCALA_VERSION=${core%%-*} SPARK_HOME=$spark_home
  # What `foldsync archive` has recorded from a run with this Spark home. Java ignores an archive that does not fit its
  # version, or the jars on the class path.
  class_archive=$SPARK_HOME/classes.jsa
}

# The jar by which a Spark home is known; nothing when it is none.
spark_core() { compgen -G "$spark_home/jars/spark-core_*.jar"; }

# spark_command CLASS ARGUMENT…: sets `command` to what starts one of Spark's classes, as Spark's launcher says: a line
# that ends in NUL, then the words, each with a NUL behind it. What a JVM may print before that line is skipped.
spark_command() {
  local word
  command=()
  {
    IFS= read -r -d '' _ && IFS= read -r _
    while IFS= read -r -d '' word; do
      command+=("$word")
    done
  } < <("$JAVA" -Xmx128m -cp "$SPARK_HOME/jars/*" org.apache.spark.launcher.Main "$@")
  # The launcher has said on standard error what is wrong.
  ((${#command[@]} > 0)) || exit 2
}

# with_archive OPTION: puts Java's option about the archive into `command`. Archives know jars alone, so the folder of
# Spark's settings, which Spark finds by its variable, leaves the class path; the log's settings are named instead.
with_archive() {
  local -i at=0
  until [[ ${command[at]} == -cp ]]; do at+=1; done
  command[at + 1]=${command[at + 1]/"$SPARK_CONF_DIR/:"/}
  command=("${command[0]}" "$1" -Xlog:cds=off -Xlog:cds+dynamic=off -Xlog:class+path=off
    "-Dlog4j2.configurationFile=file:$SPARK_CONF_DIR/log4j2.properties" "${command[@]:1}")
}

# May an archive stand in for the folder of Spark's settings? Not where Hadoop would look for settings in it.
archivable() { [[ -z ${FOLDSYNC_SPARK_HOME-} ]] && ! compgen -G "$SPARK_CONF_DIR/*.xml" >/dev/null; }
