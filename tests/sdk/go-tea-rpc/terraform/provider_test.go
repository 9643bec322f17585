// What the provider does with every call: its client, its casts, and its classes of errors.
package terraform

import (
	"encoding/json"
	"errors"
	"fmt"
	"strconv"
	"strings"
	"testing"
	"time"

	util "github.com/alibabacloud-go/tea-utils/service"
	"github.com/alibabacloud-go/tea/tea"
)

type parameters = map[string]any

// Whether the client itself sends a call again after a network error, a broken body or a 5xx. The provider allows it for all
// reads and for CreateDBInstance.
const (
	sentOnce  = false
	sentAgain = true
)

// send makes a call as the provider does: common parameters in the query, the action's own in the form, integers and
// booleans as text, empty texts included.
func (mine account) send(action string, body parameters, autoRetry bool) (map[string]any, error) {
	answer, err := mine.client.DoRequest(tea.String(action), nil, tea.String("POST"), tea.String("2014-08-15"),
		tea.String("AK"), nil, body, &util.RuntimeOptions{
			Autoretry: tea.Bool(autoRetry),
			// The client heeds HTTP_PROXY even for loopback. It shares connections, not safely, between calls with equal
			// options; the key tells those of the accounts apart.
			NoProxy: tea.String(endpoint + "," + mine.key),
		})
	if err == nil {
		err = hiddenRefusal(answer)
	}
	return answer, err
}

// The provider takes a 200 for a refusal if its Code says so.
func hiddenRefusal(answer map[string]any) error {
	code, has := answer["Code"]
	if !has || fmt.Sprint(answer["Success"]) == "true" || answer["Message"] == nil || answer["Message"] == "" {
		return nil
	}
	switch strings.ToLower(fmt.Sprint(code)) {
	case "success", "ok", "200", "0":
		return nil
	}
	return fmt.Errorf("the provider takes this 200 for the refusal %v: %v", code, answer["Message"])
}

// call makes a call that the provider cannot do without.
func (mine account) call(action string, body parameters) map[string]any {
	mine.Helper()
	answer, err := mine.send(action, body, sentAgain)
	if err != nil {
		mine.Fatalf("%s: %v", action, err)
	}
	return answer
}

// refused makes a call that the emulator must refuse.
func (mine account) refused(action string, body parameters, status int, code string) *tea.SDKError {
	mine.Helper()
	answer, err := mine.send(action, body, sentOnce)
	refusal := refusalOf(err)
	if refusal == nil {
		mine.Fatalf("%s is not refused: %v, %v", action, answer, err)
	}
	expect(mine, fmt.Sprint(tea.IntValue(refusal.StatusCode), " ", tea.StringValue(refusal.Code)), fmt.Sprint(status, " ", code))
	return refusal
}

// at follows members into an answer, to a value of the type that the provider asserts. Another type is a panic there.
func at[T any](t testing.TB, answer any, path ...string) T {
	t.Helper()
	value := answer
	for _, member := range path {
		object, is := value.(map[string]any)
		if !is {
			t.Fatalf("the provider panics: it looks for %s in %T: %v", strings.Join(path, "."), value, answer)
		}
		value = object[member]
	}
	typed, is := value.(T)
	if !is {
		t.Fatalf("the provider panics: %s is not %T but %T: %v", strings.Join(path, "."), typed, value, answer)
	}
	return typed
}

// digits is for the texts that the provider parses as integers.
func digits(t testing.TB, answer any, path ...string) int {
	t.Helper()
	number, err := strconv.Atoi(at[string](t, answer, path...))
	if err != nil {
		t.Fatalf("the provider stops: %s: %v", strings.Join(path, "."), err)
	}
	return number
}

// integer is for the values that the provider takes as a number or as digits.
func integer(t testing.TB, answer any, path ...string) int {
	t.Helper()
	number, err := strconv.Atoi(fmt.Sprint(at[any](t, answer, path...)))
	if err != nil {
		t.Fatalf("the provider panics: %s: %v", strings.Join(path, "."), err)
	}
	return number
}

func refusalOf(err error) *tea.SDKError {
	var refusal *tea.SDKError
	errors.As(err, &refusal)
	return refusal
}

// isNotFound tells whether the provider drops a resource from its state because of this error.
func isNotFound(err error) bool {
	refusal := refusalOf(err)
	return refusal != nil &&
		(tea.IntValue(refusal.StatusCode) == 404 || strings.Contains(tea.StringValue(refusal.Message), "NotFound"))
}

// isExpected tells whether the provider sees one of these codes in the error. It also sees a code that only begins with the
// code of the error, and one that stands anywhere in the body.
func isExpected(err error, codes ...string) bool {
	refusal := refusalOf(err)
	if refusal == nil {
		return false
	}
	for _, code := range codes {
		if strings.HasPrefix(code, tea.StringValue(refusal.Code)) || strings.Contains(tea.StringValue(refusal.Data), code) {
			return true
		}
	}
	return false
}

// isTemporary tells whether the provider makes any call again after this error.
func isTemporary(err error) bool {
	refusal := refusalOf(err)
	if refusal == nil {
		return false
	}
	code := tea.StringValue(refusal.Code)
	return code == "ServiceUnavailable" || strings.Contains(code, "Throttling") ||
		strings.HasPrefix(tea.StringValue(refusal.Message), "code: 5")
}

// The codes that the provider looks for.
var (
	goneInstance    = []string{"InvalidDBInstanceId.NotFound", "InvalidDBInstanceName.NotFound"}
	deletionRetried = []string{"OperationDenied.DBInstanceStatus", "OperationDenied.ReadDBInstanceStatus", "IncorrectDBInstanceState"}
	statusRetried   = []string{"LockTimeout", "InstanceConnectTimeoutFault", "ConcurrentTaskExceeded", "OperationDenied.DBStatus",
		"Database.ConnectError", "OperationDenied.DBInstanceStatus", "OperationDenied.DBClusterStatus", "InternalError",
		"OperationDenied.OutofUsage", "IncorrectDBInstanceState"}
	readOnlyRetried = []string{"OperationDenied.ReadDBInstanceStatus", "OperationDenied.MasterDBInstanceState",
		"ReadDBInstance.Mismatch"}
	sslTolerated = []string{"InvaildEngineInRegion.ValueNotSupported", "InstanceEngineType.NotSupport",
		"OperationDenied.DBInstanceType"}
	tdeTolerated = append([]string{"IncorrectDBInstanceType", "IncorrectEngineVersion", "DBSizeExceeded", "InvalidDBName.NotFound",
		"DbossGeneralError"}, sslTolerated...)
)

// expectPlain fails if the provider reads more into the error than that the call was refused.
func expectPlain(t testing.TB, err error) {
	t.Helper()
	if isNotFound(err) {
		t.Fatal("the provider takes it for a resource that is gone: ", err)
	}
	for _, codes := range [][]string{
		goneInstance, {"InvalidParameter"}, deletionRetried, statusRetried, readOnlyRetried, tdeTolerated,
	} {
		if isExpected(err, codes...) {
			t.Fatalf("the provider takes it for one of %v: %v", codes, err)
		}
	}
	if isTemporary(err) {
		t.Fatal("the provider makes the call again: ", err)
	}
}

// wait polls as the provider does: after the delay, then after 3 s and 6 s, then every 10 s.
func (mine account) wait(delay, timeout time.Duration, isDone func() (bool, error)) error {
	mine.Helper()
	mine.advance(delay)
	pause := 3 * time.Second
	for waited := time.Duration(0); waited < timeout; waited += pause {
		if done, err := isDone(); done || err != nil {
			return err
		}
		mine.advance(pause)
		if pause *= 2; pause > 10*time.Second {
			pause = 10 * time.Second
		}
	}
	return fmt.Errorf("the wait was not over after %s", timeout)
}

// retry makes a call again for as long as the provider expects its error to pass.
func (mine account) retry(timeout time.Duration, codes []string, call func() error) error {
	mine.Helper()
	const pause = 5 * time.Second
	err := call()
	for waited := time.Duration(0); waited < timeout && (isTemporary(err) || isExpected(err, codes...)); waited += pause {
		mine.advance(pause)
		err = call()
	}
	return err
}

// text is JSON for the control API.
func text(value any) string {
	written, err := json.Marshal(value)
	if err != nil {
		panic(err)
	}
	return string(written)
}
