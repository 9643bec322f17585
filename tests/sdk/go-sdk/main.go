// The driver of github.com/aliyun/alibaba-cloud-sdk-go, by its typed client for RDS.
package main

import (
	"github.com/aliyun/alibaba-cloud-sdk-go/sdk/requests"
	"github.com/aliyun/alibaba-cloud-sdk-go/services/rds"

	driver "rds-emulator/go-driver"
	"rds-emulator/go-sdk/acs"
)

func main() {
	driver.Serve(call, acs.FailureOf)
}

// One for each call: this SDK is not safe for calls at the same time by one client.
func newClient(settings driver.Settings) (*rds.Client, error) {
	config, err := acs.Config(settings)
	if err != nil {
		return nil, err
	}
	client, err := rds.NewClientWithOptions(settings.RegionID, config, acs.Credential(settings))
	if err != nil {
		return nil, err
	}
	client.Domain = settings.Endpoint                // 127.0.0.1:2014
	client.GetConfig().WithScheme(settings.Protocol) // http
	client.SetConnectTimeout(settings.Timeout())
	client.SetReadTimeout(settings.Timeout())
	return client, nil
}

func call(request driver.Request) (any, error) {
	client, err := newClient(request.Settings)
	if err != nil {
		return nil, err
	}
	switch request.Action {
	case "CreateBackup":
		return createBackup(client, request.Parameters)
	case "DescribeBackupTasks":
		return describeBackupTasks(client, request.Parameters)
	}
	return nil, driver.Unsupported("this driver calls CreateBackup and DescribeBackupTasks, not " + request.Action)
}

func createBackup(client *rds.Client, parameters map[string]string) (any, error) {
	request := rds.CreateCreateBackupRequest()
	set(request.RpcRequest, parameters, map[string]*string{
		"BackupMethod":   &request.BackupMethod,
		"BackupStrategy": &request.BackupStrategy,
		"BackupType":     &request.BackupType,
		"DBInstanceId":   &request.DBInstanceId,
		"DBName":         &request.DBName,
	})
	return client.CreateBackup(request)
}

func describeBackupTasks(client *rds.Client, parameters map[string]string) (any, error) {
	request := rds.CreateDescribeBackupTasksRequest()
	set(request.RpcRequest, parameters, map[string]*string{
		"BackupJobId":     (*string)(&request.BackupJobId),
		"BackupJobStatus": &request.BackupJobStatus,
		"BackupMode":      &request.BackupMode,
		"ClientToken":     &request.ClientToken,
		"DBInstanceId":    &request.DBInstanceId,
		"Flag":            &request.Flag,
	})
	return client.DescribeBackupTasks(request)
}

// What a request has no member for, the SDK takes by its query parameters.
func set(request *requests.RpcRequest, parameters map[string]string, members map[string]*string) {
	for name, value := range parameters {
		if member, is := members[name]; is {
			*member = value
		} else {
			request.QueryParams[name] = value
		}
	}
}
