module rds-emulator/go-driver

go 1.19
