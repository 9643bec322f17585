// The emulator that RDS_EMULATOR names, or one that is started from RDS_EMULATOR_BINARY.
package backups

import (
	"bufio"
	"encoding/json"
	"fmt"
	"net/http"
	"net/url"
	"os"
	"os/exec"
	"strings"
	"sync/atomic"
	"syscall"
	"testing"
	"time"
)

var address = os.Getenv("RDS_EMULATOR")

func TestMain(m *testing.M) {
	os.Exit(run(m))
}

func run(m *testing.M) int {
	if address != "" {
		return m.Run()
	}
	program := exec.Command(os.Getenv("RDS_EMULATOR_BINARY"), "--port", "0")
	output, err := program.StdoutPipe()
	if err == nil {
		err = program.Start()
	}
	if err != nil {
		fmt.Println("RDS_EMULATOR must be an address like http://127.0.0.1:2014, or RDS_EMULATOR_BINARY the program:", err)
		return 1
	}
	defer func() {
		program.Process.Signal(syscall.SIGTERM)
		program.Wait()
	}()
	ready, err := bufio.NewReader(output).ReadString('\n')
	if err != nil {
		fmt.Println("the emulator ended before it was ready:", err)
		return 1
	}
	address = strings.Fields(ready)[1] // READY http://127.0.0.1:... http://[::1]:...
	return m.Run()
}

// An account that nobody else uses: its key is 16 digits of its own. Its clock stands still until the test moves it.
type account struct {
	t   *testing.T
	key string
}

var lastKey = time.Now().UnixMicro()

func newAccount(t *testing.T) account {
	mine := account{t, fmt.Sprint(atomic.AddInt64(&lastKey, 1))}
	mine.control("PUT", "clock", `{"frozen": true}`)
	return mine
}

type answer struct {
	Code, BackupJobId string
	Items             struct {
		BackupJob []struct{ BackupStatus string }
	}
	Requests []struct{ Code string }
	Jobs     []struct{ Id json.Number }
}

func (mine account) send(method, url, body string) (answer, error) {
	var read answer
	request, err := http.NewRequest(method, url, strings.NewReader(body))
	if err != nil {
		return read, err
	}
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		return read, err
	}
	defer response.Body.Close()
	return read, json.NewDecoder(response.Body).Decode(&read)
}

func (mine account) control(method, path, body string) answer {
	mine.t.Helper()
	read, err := mine.send(method, address+"/_emulator/"+path+"?account="+mine.key, body)
	if err != nil {
		mine.t.Fatal(err)
	}
	return read
}

func (mine account) call(action string, parameters url.Values) answer {
	parameters.Set("Action", action)
	parameters.Set("AccessKeyId", mine.key)
	parameters.Set("Format", "JSON")
	read, err := mine.send("POST", address+"/?"+parameters.Encode(), "")
	if err != nil {
		return answer{Code: "no answer"}
	}
	return read
}

func (mine account) createBackup() answer {
	return mine.call("CreateBackup", url.Values{"DBInstanceId": {"rm-bp1emulator00002"}})
}

// The job's status, or the code of a refusal.
func (mine account) poll(job string) string {
	read := mine.call("DescribeBackupTasks", url.Values{"DBInstanceId": {"rm-bp1emulator00002"}, "BackupJobId": {job}})
	if read.Code != "" {
		return read.Code
	}
	return read.Items.BackupJob[0].BackupStatus
}

func expect(t *testing.T, got, want string) {
	t.Helper()
	if got != want {
		t.Fatalf("got %s, not %s", got, want)
	}
}
