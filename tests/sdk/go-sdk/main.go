// The driver of github.com/aliyun/alibaba-cloud-sdk-go, by its typed client for RDS.
package main

import (
	"reflect"

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
	create, is := requestsByAction[request.Action]
	if !is {
		return nil, driver.Unsupported("this driver does not call " + request.Action)
	}
	typed := create()
	set(reflect.ValueOf(typed).Elem(), request.Parameters)
	method := reflect.ValueOf(client).MethodByName(request.Action)
	results := method.Call([]reflect.Value{reflect.ValueOf(typed)})
	err, _ = results[1].Interface().(error)
	return results[0].Interface(), err
}

// The SDK makes each request by a function of its own, which no name finds.
var requestsByAction = map[string]func() any{
	"CreateAccount":                           func() any { return rds.CreateCreateAccountRequest() },
	"CreateBackup":                            func() any { return rds.CreateCreateBackupRequest() },
	"CreateDBInstance":                        func() any { return rds.CreateCreateDBInstanceRequest() },
	"CreateDatabase":                          func() any { return rds.CreateCreateDatabaseRequest() },
	"DeleteAccount":                           func() any { return rds.CreateDeleteAccountRequest() },
	"DeleteDBInstance":                        func() any { return rds.CreateDeleteDBInstanceRequest() },
	"DeleteDatabase":                          func() any { return rds.CreateDeleteDatabaseRequest() },
	"DescribeAccounts":                        func() any { return rds.CreateDescribeAccountsRequest() },
	"DescribeBackupTasks":                     func() any { return rds.CreateDescribeBackupTasksRequest() },
	"DescribeDBInstanceAttribute":             func() any { return rds.CreateDescribeDBInstanceAttributeRequest() },
	"DescribeDBInstanceIPArrayList":           func() any { return rds.CreateDescribeDBInstanceIPArrayListRequest() },
	"DescribeDBInstances":                     func() any { return rds.CreateDescribeDBInstancesRequest() },
	"DescribeDatabases":                       func() any { return rds.CreateDescribeDatabasesRequest() },
	"GrantAccountPrivilege":                   func() any { return rds.CreateGrantAccountPrivilegeRequest() },
	"LockAccount":                             func() any { return rds.CreateLockAccountRequest() },
	"ModifyAccountDescription":                func() any { return rds.CreateModifyAccountDescriptionRequest() },
	"ModifyDBDescription":                     func() any { return rds.CreateModifyDBDescriptionRequest() },
	"ModifyDBInstanceAutoUpgradeMinorVersion": func() any { return rds.CreateModifyDBInstanceAutoUpgradeMinorVersionRequest() },
	"ModifyDBInstanceDeletionProtection":      func() any { return rds.CreateModifyDBInstanceDeletionProtectionRequest() },
	"ModifyDBInstanceDescription":             func() any { return rds.CreateModifyDBInstanceDescriptionRequest() },
	"ModifyDBInstanceMaintainTime":            func() any { return rds.CreateModifyDBInstanceMaintainTimeRequest() },
	"ModifyDBInstanceMonitor":                 func() any { return rds.CreateModifyDBInstanceMonitorRequest() },
	"ModifyResourceGroup":                     func() any { return rds.CreateModifyResourceGroupRequest() },
	"ModifySQLCollectorPolicy":                func() any { return rds.CreateModifySQLCollectorPolicyRequest() },
	"ModifySQLCollectorRetention":             func() any { return rds.CreateModifySQLCollectorRetentionRequest() },
	"ModifySecurityIps":                       func() any { return rds.CreateModifySecurityIpsRequest() },
	"ResetAccount":                            func() any { return rds.CreateResetAccountRequest() },
	"ResetAccountPassword":                    func() any { return rds.CreateResetAccountPasswordRequest() },
	"RestartDBInstance":                       func() any { return rds.CreateRestartDBInstanceRequest() },
	"RevokeAccountPrivilege":                  func() any { return rds.CreateRevokeAccountPrivilegeRequest() },
	"StartDBInstance":                         func() any { return rds.CreateStartDBInstanceRequest() },
	"StopDBInstance":                          func() any { return rds.CreateStopDBInstanceRequest() },
	"UnlockAccount":                           func() any { return rds.CreateUnlockAccountRequest() },
}

// What a request has no member for, the SDK takes by its query parameters.
func set(request reflect.Value, parameters map[string]string) {
	for name, text := range parameters {
		if member := request.FieldByName(name); member.IsValid() && member.Kind() == reflect.String {
			member.SetString(text)
		} else {
			request.FieldByName("RpcRequest").Interface().(*requests.RpcRequest).QueryParams[name] = text
		}
	}
}
