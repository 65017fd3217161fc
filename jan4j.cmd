@echo off
rem Finds JDK 25, builds what is stale and runs the jan4j command. Usage: jan4j help
setlocal enabledelayedexpansion
set "root=%~dp0"
set "root=%root:~0,-1%"

set "found="
for %%D in ("%JAN4J_JAVA_HOME%" "%JAVA_HOME%") do call :try "%%~D"
if not defined found for /f "delims=" %%J in ('where java 2^>nul') do call :try "%%~dpJ.."
for %%R in ("%ProgramFiles%\Eclipse Adoptium" "%ProgramFiles%\Java" "%ProgramFiles%\Microsoft" "%ProgramFiles%\Zulu" "%ProgramFiles%\Amazon Corretto" "%LOCALAPPDATA%\Programs\Eclipse Adoptium" "%USERPROFILE%\.jdks" "%USERPROFILE%\scoop\apps") do (
  if exist "%%~R" for /d %%D in ("%%~R\*25*") do call :try "%%~D"
)
if not defined found (
  echo jan4j: no JDK 25 found. Looked at JAN4J_JAVA_HOME, JAVA_HOME, the java on PATH and the usual folders. 1>&2
  echo   Install it: winget install EclipseAdoptium.Temurin.25.JDK 1>&2
  exit /b 1
)
set "JAVA_HOME=%found%"

rem Stale: a source, build file or folder is newer than the last build.
powershell -NoProfile -Command "$r='%root%'; $s=Join-Path $r 'target\.built'; if (-not (Test-Path $s)) { exit 1 }; $t=(Get-Item $s).LastWriteTimeUtc; $new=Get-ChildItem -Path (Get-ChildItem $r -Directory | ForEach-Object { Join-Path $_.FullName 'src\main' } | Where-Object { Test-Path $_ }),(Join-Path $r 'native') -Recurse | Where-Object { $_.LastWriteTimeUtc -gt $t } | Select-Object -First 1; $pom=Get-ChildItem $r -Filter pom.xml -Recurse -Depth 1 | Where-Object { $_.LastWriteTimeUtc -gt $t } | Select-Object -First 1; if ($new -or $pom) { exit 1 }"
if errorlevel 1 (
  where mvn >nul 2>nul || (echo jan4j: Maven is missing. Install it: winget install Apache.Maven, or choco install maven. 1>&2 & exit /b 1)
  echo Building Jan4j ... 1>&2
  if not exist "%root%\target" mkdir "%root%\target"
  type nul > "%root%\target\.building"
  pushd "%root%"
  call mvn -B package -Dmaven.test.skip=true -Djan4j.quick > "%root%\target\build.log" 2>&1
  if errorlevel 1 (
    popd
    echo jan4j: the build failed; the log is target\build.log. Run the command again: it goes on where it stopped. 1>&2
    exit /b 1
  )
  popd
  if exist "%root%\target\aot" rmdir /s /q "%root%\target\aot"
  move /y "%root%\target\.building" "%root%\target\.built" >nul
)

set "aot="
if exist "%root%\target\aot\core.aot" set "aot=-XX:AOTCache="%root%\target\aot\core.aot" -Xlog:aot=off -Xlog:cds=off"
"%JAVA_HOME%\bin\java" --illegal-native-access=deny -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -Xms24m -Xmx256m -XX:-UsePerfData -Dfile.encoding=UTF-8 %aot% -Djan4j.home="%root%" -cp "%root%\app\target\dist\lib\*" jan4j.app.Main %*
exit /b %errorlevel%

:try
if defined found exit /b 0
if not exist "%~1\bin\javac.exe" exit /b 0
findstr /b /c:"JAVA_VERSION=\"25" "%~1\release" >nul 2>nul && set "found=%~1"
exit /b 0
