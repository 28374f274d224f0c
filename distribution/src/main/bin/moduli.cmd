@echo off
rem Starts Moduli: finds a Java 25, sizes it to the machine and hands the arguments on.
rem
rem   MODULI_JAVA_HOME   the Java to use; otherwise that of the distribution, if it has one, then JAVA_HOME, then the PATH,
rem                      then the usual places are searched
rem   MODULI_OPTS        more options for Java, such as -Xmx8g; they win over those chosen here
setlocal EnableExtensions DisableDelayedExpansion

rem Exactly this release, because the incubating Vector API changes with every one.
set "required=25"
set "java_home="

if defined MODULI_JAVA_HOME (
    call :consider "%MODULI_JAVA_HOME%"
    if not defined java_home (
        echo moduli: MODULI_JAVA_HOME is "%MODULI_JAVA_HOME%", which holds no Java %required% 1>&2
        exit /b 2
    )
)
call :consider "%~dp0..\runtime"
if defined JAVA_HOME call :consider "%JAVA_HOME%"
for %%j in (java.exe) do if not "%%~$PATH:j"=="" call :consider "%%~dp$PATH:j.."
for /d %%d in ("%ProgramFiles%\Eclipse Adoptium\*" "%ProgramFiles%\Java\*" "%ProgramFiles%\Microsoft\jdk*" "%ProgramFiles%\Zulu\*" "%USERPROFILE%\.jdks\*") do call :consider "%%~d"
if not defined java_home (
    echo moduli: needs Java %required% and found none; install a JDK %required%, for instance Eclipse Temurin %required%, or set MODULI_JAVA_HOME to one 1>&2
    exit /b 2
)

set "memory="
for /f %%m in ('powershell -NoProfile -Command "[long]((Get-CimInstance Win32_ComputerSystem).TotalPhysicalMemory / 1MB)" 2^>nul') do set "memory=%%m"
if not defined memory set "memory=4096"
set /a heap=memory / 4, direct=memory / 4 * 3, arrays=memory / 2

rem The heap holds little. Matrices are foreign memory, which counts as direct memory; ND4J's arrays are JavaCPP's.
rem These are limits, not reservations, so together they may be more than the machine has.
rem Guice would generate classes to make objects by, of which there is one each.
"%java_home%\bin\java.exe" ^
    --add-modules jdk.incubator.vector ^
    --enable-native-access=ALL-UNNAMED ^
    --sun-misc-unsafe-memory-access=allow ^
    -Xmx%heap%m ^
    -XX:MaxDirectMemorySize=%direct%m ^
    -Dorg.bytedeco.javacpp.maxbytes=%arrays%m ^
    -Dorg.bytedeco.javacpp.maxphysicalbytes=%memory%m ^
    -XX:+UseSerialGC ^
    -Xshare:auto ^
    -Dguice_bytecode_gen_option=DISABLED ^
    -cp "%~dp0..\conf;%~dp0..\lib\*" ^
    "-Dmoduli.home=%~dp0.." ^
    %MODULI_OPTS% ^
    io.moduli.cli.Main %*
exit /b %ERRORLEVEL%

rem Keeps a folder if it holds the required release and none was kept before.
:consider
if defined java_home exit /b 0
if not exist "%~1\bin\java.exe" exit /b 0
if not exist "%~1\release" exit /b 0
findstr /b /r /c:"JAVA_VERSION=.%required%[^0-9]" "%~1\release" >nul && set "java_home=%~1"
exit /b 0
