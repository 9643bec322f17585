# Cross compilation with Debian's g++-x86-64-linux-gnu and libraries of the architecture amd64.
set(CMAKE_SYSTEM_NAME Linux)
set(CMAKE_SYSTEM_PROCESSOR x86_64)
set(CMAKE_CXX_COMPILER x86_64-linux-gnu-g++)
