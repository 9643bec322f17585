// What the provider stumbles over: answers and errors of which it makes more than they say.
package terraform

import (
	"fmt"
	"strings"
	"testing"
	"time"
)

// The actions that the provider calls beyond the replays here, in its own spelling.
const otherActions = `
	AllocateInstancePublicConnection AllocateReadWriteSplittingConnection AttachWhitelistTemplateToInstance
	CheckCreateDdrDBInstance CloneDBInstance CreateDBInstanceEndpoint CreateDBInstanceEndpointAddress CreateDBNodes
	CreateDBProxyEndpointAddress CreateDdrInstance CreateParameterGroup CreateReadOnlyDBInstance CreateServiceLinkedRole
	DeleteBackup DeleteDBInstanceEndpoint DeleteDBInstanceEndpointAddress DeleteDBNodes DeleteDBProxyEndpointAddress
	DeleteParameterGroup DescribeAllWhitelistTemplate DescribeAvailableClasses DescribeAvailableCrossRegion
	DescribeAvailableRecoveryTime DescribeAvailableZones DescribeBackupPolicy DescribeBackups DescribeCharacterSetName
	DescribeClassDetails DescribeCollationTimeZones DescribeCrossRegionBackups DescribeDBInstanceEndpoints DescribeDBProxy
	DescribeDBProxyEndpoint DescribeInstanceCrossBackupPolicy DescribeModifyParameterLog DescribeParameterGroup
	DescribeParameterGroups DescribeParameterTemplates DescribeSlots DescribeUpgradeMajorVersionPrecheckTask
	DescribeWhitelistTemplate DetachWhitelistTemplateToInstance GetDbProxyInstanceSsl ListClasses MigrateSecurityIPMode
	ModifyBackupPolicy ModifyCollationTimeZone ModifyDasInstanceConfig ModifyDBInstanceConfig
	ModifyDBInstanceConnectionString ModifyDBInstanceEndpoint ModifyDBInstanceEndpointAddress ModifyDBInstanceHAConfig
	ModifyDBInstanceSpec ModifyDBInstanceSSL ModifyDBInstanceTDE ModifyDBProxy ModifyDBProxyEndpoint
	ModifyDBProxyEndpointAddress ModifyDBProxyInstance ModifyDbProxyInstanceSsl ModifyHADiagnoseConfig ModifyHASwitchConfig
	ModifyInstanceAutoRenewalAttribute ModifyInstanceCrossBackupPolicy ModifyParameter ModifyParameterGroup
	ModifyPGHbaConfig ModifyReadWriteSplittingConnection ModifySecurityGroupConfiguration ModifyWhitelistTemplate
	ReleaseInstancePublicConnection ReleaseReadWriteSplittingConnection SwitchDBInstanceHA SwitchDBInstanceVpc TagResources
	TransformDBInstancePayType UntagResources UnTagResources UpgradeDBInstanceEngineVersion UpgradeDBInstanceKernelVersion
	UpgradeDBInstanceMajorVersion UpgradeDBInstanceMajorVersionPrecheck UpgradeDBProxyInstanceKernelVersion`

func TestAnActionThatIsNotEmulatedIsNotTakenForAGoneResource(t *testing.T) {
	mine := newAccount(t, `{}`)
	for _, action := range strings.Fields(otherActions) {
		t.Run(action, func(t *testing.T) {
			mine.in(t).expectNotEmulated(action, parameters{"SourceIp": ""})
		})
	}
}

// expectNotEmulated passes an action that is emulated by now too, if that only asks for its parameters.
func (mine account) expectNotEmulated(action string, body parameters) {
	mine.Helper()
	_, err := mine.send(action, body, sentOnce)
	if err == nil {
		return
	}
	expectPlain(mine, err)
	refusal := refusalOf(err)
	if refusal == nil || *refusal.StatusCode != 400 {
		mine.Fatal(err)
	}
	if code := *refusal.Code; code != "EmulatorNotImplemented" && !strings.HasPrefix(code, "Missing") {
		mine.Fatal(err)
	}
}

func TestUnTagResourcesIsKnownInTheProvidersSpelling(t *testing.T) {
	t.Parallel()
	mine := newAccount(t, `{"instances": [{"id": "rm-a", "tags": {"env": "test"}}]}`)
	mine.expectNotEmulated("UnTagResources", parameters{
		"RegionId": region, "ResourceType": "INSTANCE", "ResourceId.1": "rm-a", "TagKey.1": "env", "SourceIp": ""})
	mine.call("DESCRIBETAGS", dbInstance{id: "rm-a"}.of())
}

// in is the account for a subtest.
func (mine account) in(t *testing.T) account {
	mine.T = t
	return mine
}

func TestAnEmptyRegionIdIsSigned(t *testing.T) {
	t.Parallel()
	mine := newAccount(t, `{"instances": [{"id": "rm-a"}]}`)
	body := parameters{"RegionId": "", "DBInstanceId": "rm-a", "SourceIp": ""}
	for _, action := range []string{"ModifyDBInstanceAutoUpgradeMinorVersion", "UpgradeDBInstanceEngineVersion"} {
		mine.expectNotEmulated(action, body) // The signature is checked before that.
	}
	mine.call("DescribeDBInstanceAttribute", body)
}

func TestAnInstanceIsFoundWithoutARegion(t *testing.T) {
	t.Parallel()
	mine := newAccount(t, `{"instances": [{"id": "rm-a"}, {"id": "pgm-b", "engine": "PostgreSQL"}]}`)
	mine.call("DescribeDBInstanceHAConfig", parameters{"DBInstanceId": "rm-a"})
	mine.call("DescribePGHbaConfig", parameters{"DBInstanceId": "pgm-b"})
	mine.call("DescribeBackupTasks", parameters{"DBInstanceId": "rm-a"})
}

func TestEmptyParametersAreSentAndSigned(t *testing.T) {
	t.Parallel()
	created := newAccount(t, `{}`).create(newInstance("MySQL", "8.0", parameters{
		"ResourceGroupId": "", "ZoneId": "", "VSwitchId": ""}))
	sent := at[map[string]any](t, created.journal()[0], "parameters")
	for _, name := range []string{"SourceIp", "DBInstanceDescription", "ResourceGroupId", "ZoneId", "VSwitchId"} {
		expect(t, at[string](t, sent, name), "")
	}
	instance := created.read().instance
	for _, name := range []string{"ResourceGroupId", "ZoneId"} { // What is empty is not given, so the service chooses.
		if at[string](t, instance, name) == "" {
			t.Errorf("%s is empty", name)
		}
	}
}

func TestIntegersAndBooleansAreSentAsText(t *testing.T) {
	t.Parallel()
	created := newAccount(t, `{}`).create(newInstance("MySQL", "8.0", parameters{
		"BurstingEnabled": true, "PayType": "Prepaid", "Period": "Month", "UsedTime": 3}))
	sent := at[map[string]any](t, created.journal()[0], "parameters")
	expect(t, at[string](t, sent, "DBInstanceStorage"), "20")
	expect(t, at[string](t, sent, "UsedTime"), "3")
	expect(t, at[string](t, sent, "BurstingEnabled"), "true")
}

// The deletion of a clone sends its region under an empty name.
func TestAParameterWithoutANameIsSigned(t *testing.T) {
	t.Parallel()
	created := newAccount(t, `{}`).create(newInstance("MySQL", "8.0", nil))
	created.call("DeleteDBInstance", parameters{"DBInstanceId": created.id, "": region, "SourceIp": ""})
}

func TestARetryByTheClientCreatesNoSecondInstance(t *testing.T) {
	for name, fault := range map[string]string{
		"after a lost answer": `{"action": "CreateDBInstance", "first": 1, "close": "after"}`,
		"after a lost call":   `{"action": "CreateDBInstance", "first": 1, "close": "before"}`,
		"after a cut answer":  `{"action": "CreateDBInstance", "first": 1, "body": "truncated"}`,
		"after an error 500":  `{"action": "CreateDBInstance", "first": 1, "code": "InternalError"}`,
		"after an error 503":  `{"action": "CreateDBInstance", "first": 1, "code": "ServiceUnavailable"}`,
		"after three lost":    `{"action": "CreateDBInstance", "first": 3, "close": "after"}`,
	} {
		fault := fault
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			mine := newAccount(t, `{}`)
			mine.control("POST", "faults", fault)
			created := mine.create(newInstance("MySQL", "8.0", nil))
			instances := at[[]any](t, mine.control("GET", "instances", ""), "instances")
			expect(t, len(instances), 1)
			expect(t, at[string](t, instances[0], "id"), created.id)
			calls := mine.journal()
			for _, member := range []string{"ClientToken", "DBInstanceClass", "SecurityIPList"} {
				expect(t, at[string](t, calls[1], "parameters", member), at[string](t, calls[0], "parameters", member))
			}
		})
	}
}

func TestTheClientDoesNotSendARefusedCallAgain(t *testing.T) {
	t.Parallel()
	mine := newAccount(t, `{"instances": [{"id": "rm-a"}]}`)
	mine.control("POST", "faults", `{"action": "DescribeTags", "first": 1, "code": "Throttling.User"}`)
	_, err := mine.send("DescribeTags", dbInstance{id: "rm-a"}.of(), sentAgain)
	expect(t, isTemporary(err), true) // The provider makes another call then.
	expect(t, isNotFound(err), false)
	mine.expectCalls("DescribeTags")
}

func TestADeletionIsRetriedAfterTemporaryErrors(t *testing.T) {
	t.Parallel()
	created := newAccount(t, `{}`).create(newInstance("MySQL", "8.0", nil))
	for _, code := range []string{"Throttling.User", "ServiceUnavailable", "InternalError"} {
		created.control("POST", "faults", `{"action": "DeleteDBInstance", "first": 1, "code": "`+code+`"}`)
	}
	created.forgetJournal()
	succeed(t, created.destroy())
	created.expectCalls("DescribeDBInstanceAttribute", "DeleteDBInstance", "DeleteDBInstance", "DeleteDBInstance", "DeleteDBInstance",
		"DescribeTasks")
}

func TestAnUnknownInstanceIsGoneAtOnce(t *testing.T) {
	t.Parallel()
	unknown := dbInstance{account: newAccount(t, `{}`), id: "rm-unknown"}
	refusal := unknown.refused("DescribeDBInstanceAttribute", unknown.of(), 400, "InvalidDBInstanceName.NotFound")
	expect(t, isExpected(refusal, "InvalidParameter"), false) // The provider would ask for five minutes more.
	expect(t, isTemporary(refusal), false)
	expect(t, isNotFound(unknown.refused("DescribeTasks", unknown.of(), 404, "InvalidDBInstanceId.NotFound")), true)
	expect(t, isNotFound(unknown.refused("DeleteDBInstance", unknown.of(), 404, "InvalidDBInstanceName.NotFound")), true)
}

func TestARefusedCreationIsPlain(t *testing.T) {
	mine := newAccount(t, `{}`)
	for code, wrong := range map[string]parameters{
		"InvalidEngine":                    {"Engine": "Oracle"},
		"InvalidEngineVersion.Malformed":   {"EngineVersion": "8/0"},
		"InvalidEssdStorageSize":           {"DBInstanceStorage": 23},
		"InvalidDBInstanceStorageType":     {"DBInstanceStorageType": "tape"},
		"InvalidSecurityIPList.Format":     {"SecurityIPList": "10.0.0.1;10.0.0.2"},
		"InvalidPort.Malformed":            {"Port": "80"},
		"InvalidUsedTime":                  {"PayType": "Prepaid", "Period": "Month", "UsedTime": 0},
		"MissingDBInstanceClass":           {"DBInstanceClass": ""},
		"Forbidden.RegionNotFound":         {"RegionId": "cn-atlantis"},
		"InvalidDBInstanceClass.Malformed": {"DBInstanceClass": "mysql/n2"},
	} {
		wrong, code := wrong, code
		t.Run(code, func(t *testing.T) {
			expectPlain(t, mine.in(t).refused("CreateDBInstance", newInstance("MySQL", "8.0", wrong), 400, code))
		})
	}
}

func TestASuccessThatHasACodeIsNoRefusal(t *testing.T) {
	t.Parallel()
	mine := newAccount(t, `{"instances": [{"id": "rm-a"}]}`)
	answer := mine.call("DescribeInstanceLinkedWhitelistTemplate", parameters{"RegionId": region, "InsName": "rm-a", "SourceIp": ""})
	expect(t, fmt.Sprint(answer["Code"]), "200")
	expect(t, len(at[[]any](t, answer, "Data", "Templates")), 0) // An array even so.
}

func TestCreateWaitsThroughCreatingAlone(t *testing.T) {
	t.Parallel()
	created := newAccount(t, `{"settings": {"instanceDuration": "4m"}}`).create(newInstance("MySQL", "8.0", nil))
	// Creating after 180 s, 183 s, 189 s, 199 s, ... 239 s, and Running after 249 s.
	expect(t, len(created.journal()), 1+9)
}

func TestACreationThatFailsEndsTheWait(t *testing.T) {
	t.Parallel()
	mine := newAccount(t, `{"settings": {"instanceDuration": "4m"}}`)
	failing := mine.begin(newInstance("MySQL", "8.0", nil))
	mine.control("POST", "instances/"+failing.id+"/hold", "")
	mine.control("POST", "instances/"+failing.id+"/fail", `{"reason": "no host was free"}`)
	expect(t, fmt.Sprint(failing.waitForCreation()), "unexpected state Deleting")
}

func TestARefreshSucceedsInEveryStatus(t *testing.T) {
	for _, status := range []string{
		"Running", "Creating", "Deleting", "Rebooting", "DBInstanceClassChanging", "TRANSING", "EngineVersionUpgrading",
		"TransingToOthers", "GuardDBInstanceCreating", "Restoring", "Importing", "ImportingFromOthers", "DBInstanceNetTypeChanging",
		"GuardSwitching", "INS_CLONING", "Released", "Stopping", "Stopped", "NET_CREATING", "NET_DELETING", "CONFIG_ENCRYPTING",
		"SSL_MODIFYING", "TDE_MODIFYING", "TempDBInstanceCreating", "InstanceMaintaining",
	} {
		status := status
		t.Run(status, func(t *testing.T) {
			t.Parallel()
			mine := newAccount(t, `{"instances": [{"id": "rm-a", "status": "`+status+`"}]}`)
			expect(t, at[string](t, dbInstance{account: mine, id: "rm-a"}.read().instance, "DBInstanceStatus"), status)
		})
	}
}

func TestHAConfigOfEveryInstanceNamesItsMaster(t *testing.T) {
	t.Parallel()
	mine := newAccount(t, `{"instances": [
		{"id": "rm-basic", "category": "Basic"},
		{"id": "rm-cluster", "category": "cluster"},
		{"id": "rr-read", "readOnly": true, "primary": "rm-cluster"},
		{"id": "pgm-a", "engine": "PostgreSQL"},
		{"id": "ms-a", "engine": "SQLServer", "category": "AlwaysOn"},
		{"id": "rm-maria", "engine": "MariaDB"},
		{"id": "rm-serverless", "category": "serverless_basic", "payType": "Serverless"}]}`)
	for _, id := range []string{"rm-basic", "rm-cluster", "rr-read", "pgm-a", "ms-a", "rm-maria", "rm-serverless"} {
		if (dbInstance{account: mine, id: id}).master() == "" {
			t.Error(id, " has no master")
		}
	}
}

func TestAnEndpointBeginsLikeTheConnectionString(t *testing.T) {
	t.Parallel()
	mine := newAccount(t, `{"instances": [
		{"id": "rm-usual"},
		{"id": "rm-vpc", "networkType": "VPC", "vpcId": "vpc-1", "vSwitchId": "vsw-1", "privateIp": "172.16.0.10"},
		{"id": "rm-own", "connectionString": "orders.mysql.rds.aliyuncs.com", "port": 3307},
		{"id": "rm-outside", "netType": "Internet"}]}`)
	for _, id := range []string{"rm-usual", "rm-vpc", "rm-own", "rm-outside"} {
		one := dbInstance{account: mine, id: id}
		instance, _ := one.describe()
		one.expectEndpoint(at[string](t, instance, "ConnectionString"))
		one.expectPrivateAddress()
	}
}

func TestTheKindCodeDecidesWhetherTDEIsRead(t *testing.T) {
	t.Parallel()
	mine := newAccount(t, `{"instances": [
		{"id": "rm-cloud", "storageType": "cloud_essd", "tde": true},
		{"id": "rm-local", "storageType": "local_ssd", "tde": true},
		{"id": "ms-local", "engine": "SQLServer", "storageType": "local_ssd", "databases": ["app", "reports"]}]}`)
	for id, want := range map[string]string{"rm-cloud": "", "rm-local": "Enabled", "ms-local": "Disabled"} {
		expect(t, dbInstance{account: mine, id: id}.read().tdeStatus, want)
	}
}

func TestReadGoesOnWhereSSLOrTDEIsNotSupported(t *testing.T) {
	for action, code := range map[string]string{
		"DescribeDBInstanceSSL": "InvaildEngineInRegion.ValueNotSupported",
		"DescribeDBInstanceTDE": "IncorrectDBInstanceType",
	} {
		action, code := action, code
		t.Run(action, func(t *testing.T) {
			t.Parallel()
			mine := newAccount(t, `{"instances": [{"id": "rm-a", "storageType": "local_ssd"}]}`)
			mine.control("POST", "faults", `{"action": "`+action+`", "always": true, "code": "`+code+`"}`)
			dbInstance{account: mine, id: "rm-a"}.read()
		})
	}
}

func TestForceEncryptionIsTextThatIsABoolean(t *testing.T) {
	t.Parallel()
	mine := newAccount(t, `{"instances": [
		{"id": "rm-off"}, {"id": "rm-on", "ssl": true},
		{"id": "pgm-off", "engine": "PostgreSQL"}, {"id": "pgm-on", "engine": "PostgreSQL", "ssl": true}]}`)
	for id, want := range map[string]string{"rm-off": "No", "rm-on": "Yes", "pgm-off": "off", "pgm-on": "on"} {
		one := dbInstance{account: mine, id: id}
		one.expectSSL()
		expect(t, at[string](t, mine.call("DescribeDBInstanceSSL", one.of()), "SSLEnabled"), want)
	}
}

func TestPeriodAndRetentionAreTextsOfDigits(t *testing.T) {
	t.Parallel()
	mine := newAccount(t, `{"instances": [{"id": "rm-a", "monitoringPeriod": 60, "sqlCollector": true, "sqlCollectorDays": 180}]}`)
	of := dbInstance{id: "rm-a"}.of()
	expect(t, digits(t, mine.call("DescribeDBInstanceMonitor", of), "Period"), 60)
	expect(t, digits(t, mine.call("DescribeSQLCollectorRetention", of), "ConfigValue"), 180)
	expect(t, at[string](t, mine.call("DescribeSQLCollectorPolicy", of), "SQLCollectorStatus"), "Enable")
}

func TestRunningHbaItemsIsAnObjectOfEveryInstance(t *testing.T) {
	t.Parallel()
	mine := newAccount(t, `{"instances": [
		{"id": "pgm-a", "engine": "PostgreSQL"}, {"id": "pgr-a", "engine": "PostgreSQL", "readOnly": true}]}`)
	for _, id := range []string{"pgm-a", "pgr-a"} {
		answer := mine.call("DescribePGHbaConfig", parameters{"DBInstanceId": id})
		for _, item := range at[[]any](t, answer, "RunningHbaItems", "HbaItem") {
			integer(t, item, "PriorityId")
			for _, member := range []string{"Type", "Database", "User", "Address", "Method"} {
				at[string](t, item, member)
			}
		}
		at[string](t, answer, "LastModifyStatus")
	}
}

func TestParameterValuesAreTexts(t *testing.T) {
	t.Parallel()
	mine := newAccount(t, `{"instances": [
		{"id": "rm-a", "parameters": {"max_connections": "512", "default_time_zone": "+1:00"}},
		{"id": "pgm-a", "engine": "PostgreSQL", "parameters": {"timezone": "UTC"}},
		{"id": "ms-a", "engine": "SQLServer"}, {"id": "rm-maria", "engine": "MariaDB"}]}`)
	of := func(id string) map[string]string {
		return parametersOf(t, mine.call("DescribeParameters", dbInstance{id: id}.of()), "RunningParameters")
	}
	expect(t, of("rm-a")["max_connections"], "512")
	expect(t, of("rm-a")["default_time_zone"], "+1:00")
	expect(t, of("pgm-a")["timezone"], "UTC")
	of("ms-a")
	of("rm-maria")
}

// The data source alicloud_db_instances asks for pages of 50 until one is short.
func TestEachListedInstanceHasItsReadOnlyInstances(t *testing.T) {
	t.Parallel()
	mine := newAccount(t, `{"instances": [
		{"id": "rm-a"}, {"id": "rr-b", "readOnly": true, "primary": "rm-a"}, {"id": "pgm-c", "engine": "PostgreSQL"}]}`)
	for i := 0; i < 48; i++ {
		mine.control("POST", "instances", fmt.Sprintf(`{"id": "rm-%d"}`, i))
	}
	readOnly := map[string]int{}
	for page, rows := 1, 50; rows == 50; page++ {
		answer := mine.call("DescribeDBInstances", parameters{"RegionId": region, "PageSize": 50, "PageNumber": page, "SourceIp": "",
			"Engine": "", "DBInstanceStatus": "", "DBInstanceType": "", "VpcId": "", "VSwitchId": "", "ConnectionMode": "", "Tags": ""})
		expect(t, integer(t, answer, "TotalRecordCount"), 51)
		instances := at[[]any](t, answer, "Items", "DBInstance")
		for _, instance := range instances {
			at[string](t, instance, "Engine")
			at[string](t, instance, "EngineVersion")
			its := at[[]any](t, instance, "ReadOnlyDBInstanceIds", "ReadOnlyDBInstanceId")
			readOnly[at[string](t, instance, "DBInstanceId")] = len(its)
		}
		rows = len(instances)
	}
	expect(t, len(readOnly), 51)
	expect(t, readOnly["rm-a"], 1)
}

// alicloud_db_readonly_instance waits for the instance itself, and not for its tasks.
func TestAReadOnlyInstanceIsDeletingUntilItIsNotFound(t *testing.T) {
	t.Parallel()
	mine := newAccount(t, `{"settings": {"instanceDuration": "2m"}, "instances": [
		{"id": "rm-a"}, {"id": "rr-b", "readOnly": true, "primary": "rm-a"}]}`)
	readOnly := dbInstance{account: mine, id: "rr-b"}
	instance, _ := readOnly.describe()
	expect(t, at[string](t, instance, "MasterInstanceId"), "rm-a")
	mine.call("DeleteDBInstance", readOnly.of())
	var seen []string
	err := mine.wait(0, 30*time.Minute, func() (bool, error) {
		seen = append(seen, readOnly.status())
		return seen[len(seen)-1] == "not found", nil
	})
	succeed(t, err)
	for _, status := range seen[:len(seen)-1] {
		expect(t, status, "Deleting")
	}
}

// alicloud_rds_backup waits for its job before it asks for the backup, which is not emulated.
func TestTheIDsOfABackupAreTexts(t *testing.T) {
	t.Parallel()
	mine := newAccount(t, `{
		"instances": [{"id": "rm-a", "jobPlan": "slow"}], "plans": [{"name": "slow", "duration": "1m"}]}`)
	job := at[string](t, mine.call("CreateBackup", dbInstance{id: "rm-a"}.of()), "BackupJobId")
	expectPlain(t, mine.refused("CreateBackup", dbInstance{id: "rm-a"}.of(), 400, "BackupJobExists"))
	backup := func() any {
		answer := mine.call("DescribeBackupTasks", parameters{"DBInstanceId": "rm-a", "BackupJobId": job, "SourceIp": ""})
		jobs := at[[]any](t, answer, "Items", "BackupJob")
		expect(t, fmt.Sprint(at[any](t, jobs[0], "BackupJobId")), job)
		return jobs[0]
	}
	err := mine.wait(20*time.Second, 10*time.Minute, func() (bool, error) {
		return at[string](t, backup(), "BackupStatus") == "Finished", nil
	})
	succeed(t, err)
	mine.advance(time.Minute)
	digits(t, backup(), "BackupId")
}
