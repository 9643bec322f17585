// The lives of alicloud_db_database, alicloud_db_account and alicloud_db_account_privilege.
package terraform

import (
	"errors"
	"testing"
	"time"
)

// with adds to what names the instance.
func (mine dbInstance) with(more parameters) parameters {
	body := mine.of()
	for name, value := range more {
		body[name] = value
	}
	return body
}

// createDatabase makes a database, which must be listed at once: the provider takes an empty list for a failure.
func (mine dbInstance) createDatabase(name string) map[string]any {
	mine.Helper()
	mine.call("CreateDatabase", mine.with(parameters{"DBName": name, "CharacterSetName": "utf8", "DBDescription": "from terraform"}))
	database, found := mine.database(name)
	if !found {
		mine.Fatalf("the provider stops: %s is not listed at once", name)
	}
	return database
}

func (mine dbInstance) database(name string) (database map[string]any, found bool) {
	mine.Helper()
	answer, err := mine.send("DescribeDatabases", mine.with(parameters{"DBName": name}), sentAgain)
	if isNotFound(err) || isExpected(err, append(goneInstance, "InvalidDBName.NotFound")...) {
		return nil, false
	}
	succeed(mine, err)
	databases := at[[]any](mine, answer, "Databases", "Database")
	if len(databases) == 0 {
		return nil, false
	}
	return at[map[string]any](mine, databases[0]), true
}

// createAccount makes an account and waits until it is Available. RegionId is not sent.
func (mine dbInstance) createAccount(name string) {
	mine.Helper()
	mine.call("CreateAccount", parameters{"DBInstanceId": mine.id, "AccountName": name, "AccountPassword": "Test-1234", "AccountType": "Normal"})
	err := mine.wait(5*time.Second, 10*time.Minute, func() (bool, error) {
		account, found := mine.databaseAccount(name)
		if !found {
			return false, errors.New("the account is not there")
		}
		return at[string](mine, account, "AccountStatus") == "Available", nil
	})
	succeed(mine, err)
	mine.waitUntilRunning(10 * time.Second)
}

func (mine dbInstance) databaseAccount(name string) (account map[string]any, found bool) {
	mine.Helper()
	answer, err := mine.send("DescribeAccounts", mine.with(parameters{"AccountName": name}), sentAgain)
	if isExpected(err, append(goneInstance, "InvalidResource.NotFound")...) {
		return nil, false
	}
	succeed(mine, err)
	accounts := at[[]any](mine, answer, "Accounts", "DBInstanceAccount")
	if len(accounts) == 0 {
		return nil, false
	}
	return at[map[string]any](mine, accounts[0]), true
}

func (mine dbInstance) privileges(name string) map[string]string {
	mine.Helper()
	account, _ := mine.databaseAccount(name)
	privileges := map[string]string{}
	for _, each := range at[[]any](mine, account, "DatabasePrivileges", "DatabasePrivilege") {
		privileges[at[string](mine, each, "DBName")] = at[string](mine, each, "AccountPrivilege")
	}
	return privileges
}

func TestADatabaseIsCreatedChangedAndDestroyed(t *testing.T) {
	mine := newAccount(t, `{}`).create(newInstance("MySQL", "8.0", nil))

	created := mine.createDatabase("shop")
	for member, value := range map[string]string{
		"DBName": "shop", "DBDescription": "from terraform", "DBStatus": "Running", "DBInstanceId": mine.id, "Engine": "MySQL",
		"CharacterSetName": "utf8",
	} {
		expect(t, at[string](t, created, member), value)
	}
	mine.call("ModifyDBDescription", mine.with(parameters{"DBName": "shop", "DBDescription": "changed"}))
	changed, _ := mine.database("shop")
	expect(t, at[string](t, changed, "DBDescription"), "changed")

	mine.waitUntilRunning(0)
	mine.call("DeleteDatabase", mine.with(parameters{"DBName": "shop"}))
	_, found := mine.database("shop")
	expect(t, found, false)
}

func TestADatabaseOfPostgreSqlComesBackWithItsCollation(t *testing.T) {
	mine := newAccount(t, `{}`).create(newInstance("PostgreSQL", "15.0", parameters{"DBInstanceClass": "pg.n2.medium.2c"}))

	mine.call("CreateDatabase", mine.with(parameters{"DBName": "shop", "CharacterSetName": "UTF8,C,en_US.utf8"}))

	created, _ := mine.database("shop")
	expect(t, at[string](t, created, "CharacterSetName")+","+at[string](t, created, "Collate")+","+at[string](t, created, "Ctype"),
		"UTF8,C,en_US.utf8")
}

func TestAnAccountIsCreatedChangedAndDestroyed(t *testing.T) {
	mine := newAccount(t, `{}`).create(newInstance("MySQL", "8.0", nil))
	mine.createAccount("app_user")

	account, _ := mine.databaseAccount("app_user")
	expect(t, at[string](t, account, "AccountType"), "Normal")
	at[bool](t, account, "CheckPolicy")
	named := parameters{"DBInstanceId": mine.id, "AccountName": "app_user"}
	with := func(name, value string) parameters {
		return parameters{"DBInstanceId": mine.id, "AccountName": "app_user", name: value}
	}
	mine.call("LockAccount", named)
	account, _ = mine.databaseAccount("app_user")
	expect(t, at[string](t, account, "AccountStatus"), "Lock")
	mine.call("UnlockAccount", named)
	mine.call("ModifyAccountDescription", with("AccountDescription", "changed"))
	mine.call("ResetAccountPassword", with("AccountPassword", "Other-5678"))
	mine.call("ModifyAccountCheckPolicy", with("CheckPolicy", "true"))
	account, _ = mine.databaseAccount("app_user")
	expect(t, at[string](t, account, "AccountDescription"), "changed")

	mine.call("DeleteAccount", named)
	_, found := mine.databaseAccount("app_user")
	expect(t, found, false)
}

// The provider polls DescribeDatabases in a loop without a pause until it sees the privilege.
func TestAPrivilegeIsSeenAtOnceChangedAndRevoked(t *testing.T) {
	mine := newAccount(t, `{}`).create(newInstance("MySQL", "8.0", nil))
	mine.createDatabase("shop")
	mine.createAccount("app_user")
	grant := func(privilege string) {
		mine.call("GrantAccountPrivilege", mine.with(parameters{
			"AccountName": "app_user", "DBName": "shop", "AccountPrivilege": privilege,
		}))
	}

	grant("ReadOnly")
	database, _ := mine.database("shop")
	user := at[[]any](t, database, "Accounts", "AccountPrivilegeInfo")[0]
	expect(t, at[string](t, user, "Account")+" "+at[string](t, user, "AccountPrivilege"), "app_user ReadOnly")
	mine.call("RevokeAccountPrivilege", mine.with(parameters{"AccountName": "app_user", "DBName": "shop"}))
	expect(t, len(mine.privileges("app_user")), 0)
	grant("ReadWrite")
	expect(t, mine.privileges("app_user")["shop"], "ReadWrite")
}

func TestADatabaseOfAGoneInstanceIsGone(t *testing.T) {
	mine := dbInstance{account: newAccount(t, `{}`), id: "rm-gone"}
	_, found := mine.database("shop")
	expect(t, found, false)
	_, found = mine.databaseAccount("app_user")
	expect(t, found, false)
}
