// Package terraform replays the calls of Terraform's provider aliyun/alicloud, in the provider's order and by its client.
// The tests read the answers by the provider's own casts, so they fail where the provider would panic.
package terraform

import (
	"bufio"
	"encoding/json"
	"fmt"
	"net/http"
	"os"
	"os/exec"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	rpc "github.com/alibabacloud-go/tea-rpc/client"
	"github.com/alibabacloud-go/tea/tea"
)

const region = "cn-hangzhou"

var endpoint string // 127.0.0.1:2014, without a scheme, as the provider's endpoints block has it.

func TestMain(m *testing.M) {
	os.Exit(run(m))
}

func run(m *testing.M) int {
	program := exec.Command(os.Getenv("RDS_EMULATOR_BINARY"), "--port", "0", "--auth", "signature", "--clock-frozen",
		"--max-accounts", "10000", "--stop-with-stdin", "--log-level", "warn")
	program.Stderr = os.Stderr
	input, err := program.StdinPipe()
	if err != nil {
		fmt.Println(err)
		return 1
	}
	output, err := program.StdoutPipe()
	if err == nil {
		err = program.Start()
	}
	if err != nil {
		fmt.Println("RDS_EMULATOR_BINARY must be the program:", err)
		return 1
	}
	defer program.Wait()
	defer input.Close()
	ready, err := bufio.NewReader(output).ReadString('\n')
	if err != nil {
		fmt.Println("the emulator ended before it was ready:", err)
		return 1
	}
	endpoint = strings.TrimPrefix(strings.Fields(ready)[1], "http://") // READY http://127.0.0.1:... http://[::1]:...
	return m.Run()
}

// An account belongs to one test. Its clock is frozen: it moves when the test advances it.
type account struct {
	*testing.T
	key    string
	client *rpc.Client
}

var lastKey = time.Now().UnixMicro() // 16 digits

// The account starts with the given fixture, a JSON document.
func newAccount(t *testing.T, fixture string) account {
	t.Helper()
	key := fmt.Sprint(atomic.AddInt64(&lastKey, 1))
	client, err := rpc.NewClient(&rpc.Config{
		AccessKeyId:     tea.String(key),
		AccessKeySecret: tea.String("testsecret"),
		Endpoint:        tea.String(endpoint),
		Protocol:        tea.String("HTTP"),
		RegionId:        tea.String(region),
		ReadTimeout:     tea.Int(60000),
		ConnectTimeout:  tea.Int(60000),
	})
	succeed(t, err)
	mine := account{t, key, client}
	mine.control("POST", "load", `{"fixture": `+fixture+`}`)
	return mine
}

// control makes a request to the control API, and returns what it answers.
func (mine account) control(method, path, body string) map[string]any {
	mine.Helper()
	url := "http://" + endpoint + "/_emulator/" + path + "?account=" + mine.key
	request, err := http.NewRequest(method, url, strings.NewReader(body))
	succeed(mine, err)
	response, err := http.DefaultClient.Do(request)
	succeed(mine, err)
	defer response.Body.Close()
	answer := map[string]any{}
	if response.StatusCode == http.StatusNoContent {
		return answer
	}
	decoder := json.NewDecoder(response.Body)
	decoder.UseNumber()
	if err := decoder.Decode(&answer); err != nil || response.StatusCode >= 300 {
		mine.Fatal(method, path, body, response.Status, answer, err)
	}
	return answer
}

// advance stands for a sleep of the provider.
func (mine account) advance(by time.Duration) {
	mine.Helper()
	mine.control("POST", "clock/advance", fmt.Sprintf(`{"by": "%dms"}`, by.Milliseconds()))
}

// journal lists the calls of the account that the emulator has answered, the oldest first.
func (mine account) journal() []any {
	mine.Helper()
	return at[[]any](mine, mine.control("POST", "requests/query", `{"match": {}, "limit": 1000}`), "requests")
}

func (mine account) forgetJournal() {
	mine.Helper()
	mine.control("DELETE", "requests", "")
}

// expectCalls compares the actions of the journal with those that the provider calls.
func (mine account) expectCalls(want ...string) {
	mine.Helper()
	var got []string
	for _, call := range mine.journal() {
		got = append(got, at[string](mine, call, "action"))
	}
	expect(mine, strings.Join(got, "\n"), strings.Join(want, "\n"))
}

func expect[T comparable](t testing.TB, got, want T) {
	t.Helper()
	if got != want {
		t.Fatalf("got %v, not %v", got, want)
	}
}

func succeed(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}
