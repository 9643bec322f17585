// The emulator that RDS_EMULATOR names, or one that is started from RDS_EMULATOR_BINARY.
package backups

import (
	"bufio"
	"encoding/json"
	"fmt"
	"net/http"
	"os"
	"os/exec"
	"strings"
	"sync/atomic"
	"syscall"
	"testing"
	"time"

	"github.com/aliyun/alibaba-cloud-sdk-go/sdk/errors"
	"github.com/aliyun/alibaba-cloud-sdk-go/sdk/requests"
	"github.com/aliyun/alibaba-cloud-sdk-go/services/rds"
)

const instance = "rm-bp1emulator00002"

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

// An account that nobody else uses: its key is 16 digits of its own. Its clock stands still until
// the test moves it.
type account struct {
	t   *testing.T
	key string
	rds *rds.Client
}

var lastKey = time.Now().UnixMicro()

func newAccount(t *testing.T) account {
	key := fmt.Sprint(atomic.AddInt64(&lastKey, 1))
	client, err := rds.NewClientWithAccessKey("cn-hangzhou", key, "any")
	if err != nil {
		t.Fatal(err)
	}
	client.Domain = strings.TrimPrefix(address, "http://")
	client.GetConfig().WithScheme("HTTP")
	mine := account{t, key, client}
	mine.control("PUT", "clock", `{"frozen": true}`)
	return mine
}

type answer struct {
	Requests []struct{ Code string }
	Jobs     []struct{ Id json.Number }
}

func (mine account) control(method, path, body string) (read answer) {
	mine.t.Helper()
	url := address + "/_emulator/" + path + "?account=" + mine.key
	request, err := http.NewRequest(method, url, strings.NewReader(body))
	if err != nil {
		mine.t.Fatal(err)
	}
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		mine.t.Fatal(err)
	}
	defer response.Body.Close()
	if err := json.NewDecoder(response.Body).Decode(&read); err != nil || response.StatusCode >= 300 {
		mine.t.Fatal(method, path, response.Status, err)
	}
	return read
}

// The new job's ID and OK, or what went wrong.
func (mine account) createBackup() (job, code string) {
	request := rds.CreateCreateBackupRequest()
	request.DBInstanceId = instance
	response, err := mine.rds.CreateBackup(request)
	return response.BackupJobId, codeOf(err)
}

// The job's status, or what went wrong.
func (mine account) poll(job string) string {
	request := rds.CreateDescribeBackupTasksRequest()
	request.DBInstanceId = instance
	request.BackupJobId = requests.Integer(job)
	response, err := mine.rds.DescribeBackupTasks(request)
	if err != nil {
		return codeOf(err)
	}
	return response.Items.BackupJob[0].BackupStatus
}

func codeOf(err error) string {
	if err == nil {
		return "OK"
	}
	if refusal, is := err.(*errors.ServerError); is {
		return refusal.ErrorCode()
	}
	return "no answer"
}

func expect(t *testing.T, got, want string) {
	t.Helper()
	if got != want {
		t.Fatalf("got %s, not %s", got, want)
	}
}
