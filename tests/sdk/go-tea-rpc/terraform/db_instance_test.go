// The life of an alicloud_db_instance: create, read, import and destroy.
package terraform

import (
	"errors"
	"fmt"
	"strconv"
	"strings"
	"sync/atomic"
	"testing"
	"time"
)

// dbInstance is an instance of which the provider knows the ID. An import knows nothing else.
type dbInstance struct {
	account
	id            string
	setParameters bool // The configuration sets `parameters`: Read then looks at them too.
}

// of names the instance as most actions want it. SourceIp is empty unless the provider is configured with one.
func (mine dbInstance) of() parameters {
	return parameters{"RegionId": region, "DBInstanceId": mine.id, "SourceIp": ""}
}

var lastToken int64

// newInstance holds what the provider sends of a small configuration, and what the test adds.
func newInstance(engine, version string, more parameters) parameters {
	body := parameters{
		"RegionId": region, "Engine": engine, "EngineVersion": version, "DBInstanceStorage": 20,
		"DBInstanceClass": "mysql.n2.medium.1", "DBInstanceStorageType": "cloud_essd", "DBInstanceNetType": "Intranet",
		"DBInstanceDescription": "", "InstanceNetworkType": "Classic", "PayType": "Postpaid",
		"SecurityIPList": "127.0.0.1", "SourceIp": "",
		"ClientToken": fmt.Sprint("TF-CreateDBInstance-", atomic.AddInt64(&lastToken, 1)),
	}
	for name, value := range more {
		body[name] = value
	}
	return body
}

// begin makes an instance, which is Creating then.
func (mine account) begin(body parameters) dbInstance {
	mine.Helper()
	return dbInstance{account: mine, id: at[string](mine, mine.call("CreateDBInstance", body), "DBInstanceId")}
}

// create makes an instance and waits until it is Running.
func (mine account) create(body parameters) dbInstance {
	mine.Helper()
	created := mine.begin(body)
	succeed(mine, created.waitForCreation())
	return created
}

// No status but Creating may come before Running.
func (mine dbInstance) waitForCreation() error {
	mine.Helper()
	return mine.wait(3*time.Minute, 50*time.Minute, func() (bool, error) {
		switch status := mine.status(); status {
		case "Running", "Creating":
			return status == "Running", nil
		default:
			return false, errors.New("unexpected state " + status)
		}
	})
}

// After a change every status but Deleting may come before Running.
func (mine dbInstance) waitUntilRunning(delay time.Duration) {
	mine.Helper()
	err := mine.wait(delay, 30*time.Minute, func() (bool, error) {
		status := mine.status()
		if status == "Deleting" {
			return false, errors.New("unexpected state " + status)
		}
		return status == "Running", nil
	})
	succeed(mine, err)
}

// describe looks for the instance. The provider drops one that is not found from its state.
func (mine dbInstance) describe() (instance map[string]any, found bool) {
	mine.Helper()
	answer, err := mine.send("DescribeDBInstanceAttribute", mine.of(), sentAgain)
	if isNotFound(err) || isExpected(err, goneInstance...) {
		return nil, false
	}
	succeed(mine, err)
	instances := at[[]any](mine, answer, "Items", "DBInstanceAttribute")
	if len(instances) == 0 {
		return nil, false
	}
	return at[map[string]any](mine, instances[0]), true
}

func (mine dbInstance) status() string {
	mine.Helper()
	instance, found := mine.describe()
	if !found {
		return "not found"
	}
	return at[string](mine, instance, "DBInstanceStatus")
}

// state is what a plan compares with the configuration.
type state struct {
	instance         map[string]any
	securityIPs      string
	tags             map[string]string
	monitoringPeriod int
	timeZone         string
	tdeStatus        string // Of an instance whose kindCode asks for it.
}

// read makes the calls of Read, in their order. Where a value is not kept, its type alone matters.
func (mine dbInstance) read() (read state) {
	mine.Helper()
	instance, found := mine.describe()
	if !found {
		mine.Fatal("the provider drops ", mine.id, " from its state")
	}
	engine := at[string](mine, instance, "Engine")
	at[map[string]any](mine, instance, "ServerlessConfig")
	at[map[string]any](mine, instance, "Extra")
	for _, zone := range at[[]any](mine, instance, "SlaveZones", "SlaveZone") {
		at[string](mine, zone, "ZoneId")
	}
	read.instance = instance
	read.securityIPs = mine.securityIPs()
	read.tags = mine.tags()
	read.monitoringPeriod = digits(mine, mine.call("DescribeDBInstanceMonitor", mine.of()), "Period")
	at[string](mine, mine.call("DescribeSQLCollectorPolicy", mine.of()), "SQLCollectorStatus")
	digits(mine, mine.call("DescribeSQLCollectorRetention", mine.of()), "ConfigValue")
	mine.expectPrivateAddress()
	if engine == "PostgreSQL" {
		mine.call("DescribeDBInstanceEncryptionKey", mine.of())
	}
	mine.master()
	if instance["ConnectionString"] != nil {
		mine.expectEndpoint(at[string](mine, instance, "ConnectionString"))
	}
	if mine.setParameters {
		answer := mine.call("DescribeParameters", mine.of())
		parametersOf(mine, answer, "RunningParameters")
		parametersOf(mine, answer, "ConfigParameters")
	}
	if engine == "PostgreSQL" && at[string](mine, instance, "DBInstanceStorageType") != "local_ssd" {
		at[map[string]any](mine, mine.call("DescribePGHbaConfig", parameters{"DBInstanceId": mine.id}), "RunningHbaItems")
	}
	if name, has := map[string]string{"MySQL": "default_time_zone", "PostgreSQL": "timezone"}[engine]; has {
		read.timeZone = parametersOf(mine, mine.call("DescribeParameters", mine.of()), "RunningParameters")[name]
	}
	if at[string](mine, instance, "PayType") == "Prepaid" {
		mine.expectRenewal()
	}
	groups := mine.call("DescribeSecurityGroupConfiguration", mine.of())
	for _, group := range at[[]any](mine, groups, "Items", "EcsSecurityGroupRelation") {
		at[string](mine, group, "SecurityGroupId")
	}
	mine.expectSSL()
	if kind, has := instance["kindCode"]; has && kind != "3" {
		mine.waitUntilRunning(0)
		read.tdeStatus = mine.tdeStatus()
	}
	at[string](mine, mine.call("DescribeHASwitchConfig", mine.of()), "HAConfig")
	at[string](mine, mine.call("DescribeHADiagnoseConfig", mine.of()), "TcpConnectionType")
	mine.call("DescribeParameters", mine.of()) // For ParamGroupInfo, which may be absent.
	mine.expectLinkedTemplates()
	return read
}

func (mine dbInstance) securityIPs() (addresses string) {
	mine.Helper()
	answer := mine.call("DescribeDBInstanceIPArrayList", mine.of())
	for _, group := range at[[]any](mine, answer, "Items", "DBInstanceIPArray") {
		if at[string](mine, group, "DBInstanceIPArrayName") == "default" {
			addresses = at[string](mine, group, "SecurityIPList")
		}
	}
	return addresses
}

func (mine dbInstance) tags() map[string]string {
	mine.Helper()
	tags := map[string]string{}
	for _, tag := range at[[]any](mine, mine.call("DescribeTags", mine.of()), "Items", "TagInfos") {
		tags[at[string](mine, tag, "TagKey")] = at[string](mine, tag, "TagValue")
	}
	return tags
}

func (mine dbInstance) endpoints() []any {
	mine.Helper()
	return at[[]any](mine, mine.call("DescribeDBInstanceNetInfo", mine.of()), "DBInstanceNetInfos", "DBInstanceNetInfo")
}

func (mine dbInstance) expectPrivateAddress() {
	mine.Helper()
	for _, endpoint := range mine.endpoints() {
		if at[map[string]any](mine, endpoint)["IPType"] == "Private" {
			at[string](mine, endpoint, "IPAddress")
			return
		}
	}
}

// One endpoint must begin with the first label of the instance's ConnectionString.
func (mine dbInstance) expectEndpoint(connectionString string) {
	mine.Helper()
	prefix, _, _ := strings.Cut(connectionString, ".")
	for _, endpoint := range mine.endpoints() {
		if strings.HasPrefix(at[string](mine, endpoint, "ConnectionString"), prefix) {
			return
		}
	}
	mine.Fatal("the provider stops: no endpoint begins with ", prefix)
}

// The provider looks at the error after the answer, so any error is a panic there.
func (mine dbInstance) master() (node string) {
	mine.Helper()
	answer := mine.call("DescribeDBInstanceHAConfig", parameters{"DBInstanceId": mine.id})
	for _, info := range at[[]any](mine, answer, "HostInstanceInfos", "NodeInfo") {
		if at[string](mine, info, "NodeType") == "Master" {
			node = at[string](mine, info, "NodeId")
		}
	}
	return node
}

func parametersOf(t testing.TB, answer map[string]any, which string) map[string]string {
	t.Helper()
	values := map[string]string{}
	for _, parameter := range at[[]any](t, answer, which, "DBInstanceParameter") {
		values[at[string](t, parameter, "ParameterName")] = at[string](t, parameter, "ParameterValue")
	}
	return values
}

func (mine dbInstance) expectRenewal() {
	mine.Helper()
	renewals := at[[]any](mine, mine.call("DescribeInstanceAutoRenewalAttribute", mine.of()), "Items", "Item")
	expect(mine, len(renewals), 1)
	expect(mine, at[string](mine, renewals[0], "AutoRenew"), "False")
	integer(mine, renewals[0], "Duration")
}

// The provider goes on without SSL after some refusals, here and nowhere else.
func (mine dbInstance) expectSSL() {
	mine.Helper()
	answer, err := mine.send("DescribeDBInstanceSSL", mine.of(), sentAgain)
	if isExpected(err, sslTolerated...) {
		return
	}
	succeed(mine, err)
	switch enabled := at[string](mine, answer, "SSLEnabled"); enabled {
	case "Yes", "on", "No", "off":
	default:
		mine.Fatal("the provider knows no SSLEnabled ", enabled)
	}
	if _, has := answer["ForceEncryption"]; has {
		if _, err := strconv.ParseBool(at[string](mine, answer, "ForceEncryption")); err != nil {
			mine.Fatal("the provider stops: ", err)
		}
	}
}

func (mine dbInstance) tdeStatus() string {
	mine.Helper()
	answer, err := mine.send("DescribeDBInstanceTDE", mine.of(), sentAgain)
	if isExpected(err, tdeTolerated...) {
		return ""
	}
	succeed(mine, err)
	for _, database := range at[[]any](mine, answer, "Databases", "Database") {
		at[string](mine, database, "DBName")
		at[string](mine, database, "TDEStatus")
	}
	return at[string](mine, answer, "TDEStatus")
}

// This action alone names the instance by InsName.
func (mine dbInstance) expectLinkedTemplates() {
	mine.Helper()
	answer := mine.call("DescribeInstanceLinkedWhitelistTemplate", parameters{"RegionId": region, "InsName": mine.id, "SourceIp": ""})
	for _, template := range at[[]any](mine, answer, "Data", "Templates") {
		integer(mine, template, "TemplateId")
	}
}

// destroy deletes the instance, and waits until its tasks are not found.
func (mine dbInstance) destroy() error {
	mine.Helper()
	instance, found := mine.describe()
	if !found {
		return nil
	}
	at[string](mine, instance, "PayType")
	err := mine.retry(10*time.Minute, deletionRetried, func() error {
		_, err := mine.send("DeleteDBInstance", mine.of(), sentOnce)
		return err
	})
	if err != nil && !isNotFound(err) {
		return err
	}
	return mine.wait(30*time.Second, 30*time.Minute, mine.isGone)
}

// isGone tells whether the tasks of the instance are not found. While they are, the deletion must be under way: the provider
// takes a Finished one for an error, and waits on while there is none.
func (mine dbInstance) isGone() (bool, error) {
	mine.Helper()
	answer, err := mine.send("DescribeTasks", mine.of(), sentAgain)
	if isNotFound(err) {
		return true, nil
	}
	if err != nil {
		return false, err
	}
	for _, task := range at[[]any](mine, answer, "Items", "TaskProgressInfo") {
		status := at[string](mine, task, "Status")
		if at[string](mine, task, "TaskAction") != "DeleteDBInstance" {
			continue
		}
		switch status {
		case "Processing", "Pending", "NoStart", "Failed", "Default":
		default:
			return false, errors.New("unexpected state " + status)
		}
	}
	return false, nil
}

// The actions that Read calls, in groups. Between the groups come those that only some instances need.
var (
	readsFirst = []string{
		"DescribeDBInstanceAttribute", "DescribeDBInstanceIPArrayList", "DescribeTags", "DescribeDBInstanceMonitor",
		"DescribeSQLCollectorPolicy", "DescribeSQLCollectorRetention", "DescribeDBInstanceNetInfo",
	}
	readsNodes = []string{"DescribeDBInstanceHAConfig", "DescribeDBInstanceNetInfo"}
	readsRules = []string{"DescribeSecurityGroupConfiguration", "DescribeDBInstanceSSL"}
	readsTDE   = []string{"DescribeDBInstanceAttribute", "DescribeDBInstanceTDE"}
	readsLast  = []string{
		"DescribeHASwitchConfig", "DescribeHADiagnoseConfig", "DescribeParameters", "DescribeInstanceLinkedWhitelistTemplate",
	}
	readsParameters = []string{"DescribeParameters"}
)

func joined(lists ...[]string) (all []string) {
	for _, list := range lists {
		all = append(all, list...)
	}
	return all
}

// configurations are the instances that create and read differently.
var configurations = []struct {
	name            string
	engine, version string
	more            parameters
	reads           []string
}{
	{"MySQL", "MySQL", "8.0", nil,
		joined(readsFirst, readsNodes, readsParameters, readsRules, readsLast)},
	{"MySQL on local disks", "MySQL", "5.7", parameters{"DBInstanceStorageType": "local_ssd"},
		joined(readsFirst, readsNodes, readsParameters, readsRules, readsTDE, readsLast)},
	{"Basic MySQL", "MySQL", "8.0", parameters{"Category": "Basic"},
		joined(readsFirst, readsNodes, readsParameters, readsRules, readsLast)},
	{"prepaid MySQL", "MySQL", "8.0", parameters{"PayType": "Prepaid", "Period": "Month", "UsedTime": 1},
		joined(readsFirst, readsNodes, readsParameters, []string{"DescribeInstanceAutoRenewalAttribute"}, readsRules, readsLast)},
	{"serverless MySQL", "MySQL", "8.0", parameters{
		"PayType": "Serverless", "Category": "serverless_basic", "DBInstanceClass": "mysql.n2.serverless.1c",
		"ServerlessConfig": `{"MinCapacity":0.5,"MaxCapacity":8,"AutoPause":false,"SwitchForce":false}`},
		joined(readsFirst, readsNodes, readsParameters, readsRules, readsLast)},
	{"PostgreSQL", "PostgreSQL", "15.0", parameters{"DBInstanceClass": "pg.n2.2c.1m"},
		joined(readsFirst, []string{"DescribeDBInstanceEncryptionKey"}, readsNodes, []string{"DescribePGHbaConfig"},
			readsParameters, readsRules, readsLast)},
	{"SQLServer", "SQLServer", "2019_std_ha", parameters{"DBInstanceClass": "mssql.x4.medium.s2", "DBIsIgnoreCase": "true"},
		joined(readsFirst, readsNodes, readsRules, readsLast)},
	{"MariaDB", "MariaDB", "10.3", parameters{"DBInstanceClass": "mariadb.n2.medium.2c"},
		joined(readsFirst, readsNodes, readsRules, readsLast)},
}

func TestCreateThenRead(t *testing.T) {
	for _, one := range configurations {
		one := one
		t.Run(one.name, func(t *testing.T) {
			t.Parallel()
			created := newAccount(t, `{}`).create(newInstance(one.engine, one.version, one.more))
			created.expectCalls("CreateDBInstance", "DescribeDBInstanceAttribute")
			created.forgetJournal()
			created.read()
			created.expectCalls(one.reads...)
		})
	}
}

func TestAConfigurationWithParametersReadsThemToo(t *testing.T) {
	t.Parallel()
	created := newAccount(t, `{}`).create(newInstance("MySQL", "8.0", nil))
	created.setParameters = true
	created.forgetJournal()
	created.read()
	created.expectCalls(joined(readsFirst, readsNodes, readsParameters, readsParameters, readsRules, readsLast)...)
}

func TestAPlanAfterCreateFindsNoDrift(t *testing.T) {
	t.Parallel()
	texts := map[string]string{ // By the member of the answer; CreateDBInstance has other names for a few.
		"Engine": "MySQL", "EngineVersion": "8.0", "DBInstanceClass": "mysql.x4.large.2", "DBInstanceStorageType": "cloud_essd2",
		"ZoneId": "cn-hangzhou-h", "VpcId": "vpc-bp1emulator000000000", "VSwitchId": "vsw-bp1emulator000000000",
		"PayType": "Postpaid", "DBInstanceDescription": "orders of the shop", "Category": "HighAvailability", "Port": "3307",
		"ResourceGroupId": "rg-acfmemulator00", "InstanceNetworkType": "VPC", "DBInstanceNetType": "Intranet",
	}
	body := newInstance("MySQL", "8.0", parameters{
		"DBInstanceStorage": 100, "SecurityIPList": "10.23.12.24,10.0.0.0/8", "DBTimeZone": "+8:00", "TargetMinorVersion": "rds_20200229",
		"ZoneIdSlave1": "cn-hangzhou-i", "PrivateIpAddress": "172.16.0.10", "VPCId": texts["VpcId"], "EncryptionKey": "key-1",
		"BurstingEnabled": false, "ColdDataEnabled": false, "OptimizedWrites": "optimized", "DBParamGroupId": "rpg-sys-01",
		"RoleARN":   "acs:ram::1234567890123456:role/aliyunrdsinstanceencryptiondefaultrole",
		"Tag.1.Key": "For", "Tag.1.Value": "acceptance test", "Tag.2.Key": "empty", "Tag.2.Value": "",
	})
	for member, value := range texts {
		if member != "VpcId" {
			body[member] = value
		}
	}
	read := newAccount(t, `{}`).create(body).read()
	for member, want := range texts {
		if got := at[string](t, read.instance, member); got != want {
			t.Errorf("%s is %q, not %q", member, got, want)
		}
	}
	expect(t, integer(t, read.instance, "DBInstanceStorage"), 100)
	expect(t, at[bool](t, read.instance, "DeletionProtection"), false)
	expect(t, at[string](t, read.instance, "SecurityIPMode"), "normal")
	expect(t, at[string](t, read.instance, "DBInstanceType"), "Primary")
	expect(t, at[string](t, read.instance, "CurrentKernelVersion"), "rds_20200229")
	at[string](t, read.instance, "MaintainTime")
	at[string](t, read.instance, "AutoUpgradeMinorVersion")
	expect(t, text(at[[]any](t, read.instance, "SlaveZones", "SlaveZone")), `[{"ZoneId":"cn-hangzhou-i"}]`)
	expect(t, read.securityIPs, "10.23.12.24,10.0.0.0/8")
	expect(t, text(read.tags), `{"For":"acceptance test","empty":""}`)
	expect(t, read.timeZone, "+8:00")
	expect(t, read.monitoringPeriod, 300)
}

// What the provider sets from an answer, it compares with the configuration: a difference is an update in every plan.
func TestOptionsOfCreateAreReadBack(t *testing.T) {
	for name, one := range map[string]struct {
		engine, version string
		more            parameters
		got             func(created dbInstance, read state) any
		want            string
	}{
		"time zone of MySQL": {"MySQL", "8.0", parameters{"DBTimeZone": "+8:00"},
			func(_ dbInstance, read state) any { return read.timeZone }, "+8:00"},
		"time zone of PostgreSQL": {"PostgreSQL", "15.0", parameters{"DBTimeZone": "America/New_York"},
			func(_ dbInstance, read state) any { return read.timeZone }, "America/New_York"},
		"encryption key of PostgreSQL": {"PostgreSQL", "15.0", parameters{"EncryptionKey": "key-1"},
			func(created dbInstance, _ state) any {
				return created.call("DescribeDBInstanceEncryptionKey", created.of())["EncryptionKey"]
			}, "key-1"},
		"zones of both standbys": {"MySQL", "8.0", parameters{
			"ZoneId": "cn-hangzhou-h", "ZoneIdSlave1": "cn-hangzhou-i", "ZoneIdSlave2": "cn-hangzhou-j"},
			func(_ dbInstance, read state) any { return text(read.instance["SlaveZones"]) },
			`{"SlaveZone":[{"ZoneId":"cn-hangzhou-i"},{"ZoneId":"cn-hangzhou-j"}]}`},
		"bursting": {"MySQL", "8.0", parameters{"DBInstanceStorageType": "general_essd", "BurstingEnabled": true},
			func(_ dbInstance, read state) any { return read.instance["BurstingEnabled"] }, "true"},
		"serverless configuration": {"MySQL", "8.0", parameters{
			"PayType": "Serverless", "Category": "serverless_basic",
			"ServerlessConfig": `{"MinCapacity":0.5,"MaxCapacity":8,"AutoPause":true,"SwitchForce":false}`},
			func(_ dbInstance, read state) any { return text(read.instance["ServerlessConfig"]) },
			`{"AutoPause":true,"ScaleMax":8,"ScaleMin":0.5,"SwitchForce":false}`},
	} {
		one := one
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			created := newAccount(t, `{}`).create(newInstance(one.engine, one.version, one.more))
			expect(t, fmt.Sprint(one.got(created, created.read())), one.want)
		})
	}
}

func TestImportReadsAnInstanceOfWhichTheFixtureHasTheIDAlone(t *testing.T) {
	t.Parallel()
	imported := dbInstance{account: newAccount(t, `{"instances": [{"id": "rm-imported"}]}`), id: "rm-imported"}
	read := imported.read()
	imported.expectCalls(joined(readsFirst, readsNodes, readsParameters, readsRules, readsLast)...)
	expect(t, read.securityIPs, "127.0.0.1")
	expect(t, text(read.tags), `{}`)
	for _, member := range []string{"EngineVersion", "DBInstanceClass", "ZoneId", "Port", "Category", "InstanceNetworkType"} {
		at[string](t, read.instance, member)
	}
	integer(t, read.instance, "DBInstanceStorage")
}

func TestImportOfAnUnknownInstanceFindsNothing(t *testing.T) {
	t.Parallel()
	expect(t, dbInstance{account: newAccount(t, `{}`), id: "rm-unknown"}.status(), "not found")
}

func TestDestroyWaitsUntilTheTasksAreNotFound(t *testing.T) {
	t.Parallel()
	created := newAccount(t, `{"settings": {"instanceDuration": "4m"}}`).create(newInstance("MySQL", "8.0", nil))
	created.forgetJournal()
	succeed(t, created.destroy())
	expect(t, created.status(), "not found")
	// The deletion takes two minutes; the polls come after 30 s, 33 s, 39 s, 49 s and so on.
	polls := strings.Fields(strings.Repeat("DescribeTasks ", 12))
	created.expectCalls(joined(
		[]string{"DescribeDBInstanceAttribute", "DeleteDBInstance"}, polls, []string{"DescribeDBInstanceAttribute"})...)
}

func TestDestroyOfAnInstanceThatIsGoneIsDone(t *testing.T) {
	t.Parallel()
	created := newAccount(t, `{}`).create(newInstance("MySQL", "8.0", nil))
	for i := 0; i < 2; i++ {
		succeed(t, created.destroy())
	}
}

func TestDestroyOfAProtectedInstanceIsRefused(t *testing.T) {
	t.Parallel()
	created := newAccount(t, `{}`).create(newInstance("MySQL", "8.0", nil))
	created.protect(true)
	err := created.destroy()
	refusal := refusalOf(err)
	if refusal == nil {
		t.Fatal("it is not refused: ", err)
	}
	expect(t, *refusal.Code, "OperationDenied.DeletionProtection")
	expect(t, *refusal.StatusCode, 400)
	expectPlain(t, err)
	expect(t, at[bool](t, created.read().instance, "DeletionProtection"), true)
	created.protect(false)
	succeed(t, created.destroy())
}

func (mine dbInstance) protect(isProtected bool) {
	mine.Helper()
	body := mine.of()
	body["DeletionProtection"] = isProtected
	mine.call("ModifyDBInstanceDeletionProtection", body)
	mine.waitUntilRunning(5 * time.Second)
}

func TestAForcedDestroyOfAPrepaidInstanceIsRefused(t *testing.T) {
	t.Parallel()
	created := newAccount(t, `{}`).create(newInstance("MySQL", "8.0", parameters{
		"PayType": "Prepaid", "Period": "Year", "UsedTime": 1}))
	refusal := created.refused("DeleteDBInstance", created.of(), 403, "OperationDenied.PrePayTypeNotSupported")
	expectPlain(t, refusal)
}

func TestDestroyIsRetriedUntilTheInstanceMayBeDeleted(t *testing.T) {
	t.Parallel()
	creating := newAccount(t, `{"settings": {"instanceDuration": "4m"}}`).begin(newInstance("MySQL", "8.0", nil))
	refusal := creating.refused("DeleteDBInstance", creating.of(), 403, "IncorrectDBInstanceState")
	expect(t, isNotFound(refusal), false)
	expect(t, isExpected(refusal, deletionRetried...), true)
	succeed(t, creating.destroy())
}
