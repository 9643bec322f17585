// The driver of github.com/alibabacloud-go/rds-20140815, the client that is generated for RDS.
package main

import (
	"os"
	"strconv"

	openapi "github.com/alibabacloud-go/darabonba-openapi/v2/client"
	rds "github.com/alibabacloud-go/rds-20140815/v6/client"
	util "github.com/alibabacloud-go/tea-utils/v2/service"
	"github.com/alibabacloud-go/tea/tea"

	driver "rds-emulator/go-driver"
	"rds-emulator/go-rds20140815/failure"
)

func main() {
	driver.Serve(call, failure.Of)
}

func newClient(settings driver.Settings) (*rds.Client, error) {
	config := &openapi.Config{
		AccessKeyId:     tea.String(settings.AccessKeyID),
		AccessKeySecret: tea.String(settings.AccessKeySecret),
		Endpoint:        tea.String(settings.Endpoint), // 127.0.0.1:2014
		Protocol:        tea.String(settings.Protocol), // http
		SecurityToken: driver.Text(settings.SecurityToken),
		RegionId:      tea.String(settings.RegionID),
	}
	if settings.CA != "" {
		pem, err := os.ReadFile(settings.CA)
		if err != nil {
			return nil, err
		}
		config.Ca = tea.String(string(pem))
	}
	return rds.NewClient(config)
}

func runtimeOptions(settings driver.Settings) *util.RuntimeOptions {
	return &util.RuntimeOptions{
		Autoretry:      tea.Bool(settings.Retries > 0),
		MaxAttempts:    tea.Int(settings.Retries), // Beyond the first.
		ConnectTimeout: tea.Int(settings.TimeoutMs),
		ReadTimeout:    tea.Int(settings.TimeoutMs),
		// The client keeps one pool of connections for each host and set of options, and does not
		// count protocol and certificate among them: the first call's hold for all that follow.
		// This is the one option that can tell the pools apart and changes nothing else.
		NoProxy: tea.String(settings.Endpoint + "," + settings.Protocol + "," + settings.CA),
	}
}

func call(request driver.Request) (any, error) {
	client, err := newClient(request.Settings)
	if err != nil {
		return nil, err
	}
	options := runtimeOptions(request.Settings)
	switch request.Action {
	case "CreateBackup":
		return createBackup(client, request.Parameters, options)
	case "DescribeBackupTasks":
		return describeBackupTasks(client, request.Parameters, options)
	}
	return nil, driver.Unsupported("this driver calls CreateBackup and DescribeBackupTasks, not " + request.Action)
}

func createBackup(client *rds.Client, parameters map[string]string, options *util.RuntimeOptions) (any, error) {
	request := new(rds.CreateBackupRequest)
	err := set(parameters, map[string]func(string){
		"BackupMethod":   func(value string) { request.SetBackupMethod(value) },
		"BackupStrategy": func(value string) { request.SetBackupStrategy(value) },
		"BackupType":     func(value string) { request.SetBackupType(value) },
		"DBInstanceId":   func(value string) { request.SetDBInstanceId(value) },
		"DBName":         func(value string) { request.SetDBName(value) },
	})
	if err != nil {
		return nil, err
	}
	response, err := client.CreateBackupWithOptions(request, options)
	return tea.ToMap(response.Body), err
}

func describeBackupTasks(client *rds.Client, parameters map[string]string, options *util.RuntimeOptions) (any, error) {
	request := new(rds.DescribeBackupTasksRequest)
	job, isGiven := parameters["BackupJobId"]
	if number, err := strconv.ParseInt(job, 10, 32); err == nil {
		request.SetBackupJobId(int32(number))
	} else if isGiven {
		return nil, driver.Unsupported("BackupJobId is an int32 here, not " + job)
	}
	err := set(parameters, map[string]func(string){
		"BackupJobId":     func(string) {},
		"BackupJobStatus": func(value string) { request.SetBackupJobStatus(value) },
		"BackupMode":      func(value string) { request.SetBackupMode(value) },
		"ClientToken":     func(value string) { request.SetClientToken(value) },
		"DBInstanceId":    func(value string) { request.SetDBInstanceId(value) },
		"Flag":            func(value string) { request.SetFlag(value) },
	})
	if err != nil {
		return nil, err
	}
	response, err := client.DescribeBackupTasksWithOptions(request, options)
	if err != nil {
		return nil, err
	}
	return tasks(response.Body), nil
}

// As tea.ToMap, which leaves out a list that is empty.
func tasks(body *rds.DescribeBackupTasksResponseBody) map[string]any {
	shown := tea.ToMap(body)
	if body.Items != nil && body.Items.BackupJob != nil && len(body.Items.BackupJob) == 0 {
		shown["Items"] = map[string]any{"BackupJob": []any{}}
	}
	return shown
}

func set(parameters map[string]string, setters map[string]func(string)) error {
	for name, value := range parameters {
		setter, is := setters[name]
		if !is {
			return driver.Unsupported("the request has no " + name)
		}
		setter(value)
	}
	return nil
}
