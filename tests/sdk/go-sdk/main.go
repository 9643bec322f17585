// The driver of github.com/aliyun/alibaba-cloud-sdk-go, by its typed client for RDS.
package main

import (
	"crypto/tls"
	"crypto/x509"
	"net/http"
	"os"
	"sync"

	"github.com/aliyun/alibaba-cloud-sdk-go/sdk"
	"github.com/aliyun/alibaba-cloud-sdk-go/sdk/auth"
	"github.com/aliyun/alibaba-cloud-sdk-go/sdk/auth/credentials"
	"github.com/aliyun/alibaba-cloud-sdk-go/sdk/requests"
	"github.com/aliyun/alibaba-cloud-sdk-go/services/rds"

	driver "rds-emulator/go-driver"
	"rds-emulator/go-sdk/failure"
)

func main() {
	driver.Serve(call, failure.Of)
}

func newClient(settings driver.Settings) (*rds.Client, error) {
	config := sdk.NewConfig()
	if settings.Retries > 0 {
		config.WithAutoRetry(true).WithMaxRetryTime(settings.Retries)
	}
	if settings.CA != "" {
		trusting, err := transportThatTrusts(settings.CA)
		if err != nil {
			return nil, err
		}
		config.WithHttpTransport(trusting)
	}
	// README: begin
	client, err := rds.NewClientWithOptions(settings.RegionID, config, credential(settings))
	if err != nil {
		return nil, err
	}
	client.Domain = settings.Endpoint                // 127.0.0.1:2014
	client.GetConfig().WithScheme(settings.Protocol) // http
	// README: end
	client.SetConnectTimeout(settings.Timeout())
	client.SetReadTimeout(settings.Timeout())
	return client, nil
}

func credential(settings driver.Settings) auth.Credential {
	if settings.SecurityToken != "" {
		return credentials.NewStsTokenCredential(settings.AccessKeyID, settings.AccessKeySecret, settings.SecurityToken)
	}
	return credentials.NewAccessKeyCredential(settings.AccessKeyID, settings.AccessKeySecret)
}

func transportThatTrusts(certificate string) (*http.Transport, error) {
	pem, err := os.ReadFile(certificate)
	if err != nil {
		return nil, err
	}
	pool := x509.NewCertPool()
	pool.AppendCertsFromPEM(pem)
	return &http.Transport{TLSClientConfig: &tls.Config{RootCAs: pool}}, nil
}

var (
	clients     = map[driver.Settings]*rds.Client{}
	clientsLock sync.Mutex
)

// One client for equal settings, as a program would have, so that connections are used again.
func clientFor(settings driver.Settings) (*rds.Client, error) {
	clientsLock.Lock()
	defer clientsLock.Unlock()
	if client, is := clients[settings]; is {
		return client, nil
	}
	client, err := newClient(settings)
	if err == nil {
		clients[settings] = client
	}
	return client, err
}

func call(request driver.Request) (any, error) {
	client, err := clientFor(request.Settings)
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
