module rds-emulator-sdk-tests

go 1.19
