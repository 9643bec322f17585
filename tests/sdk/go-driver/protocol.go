// Package driver is what the drivers in Go share: JSON lines in and out, calls side by side.
package driver

import (
	"bufio"
	"encoding/json"
	"fmt"
	"os"
	"sync"
	"time"
)

// Settings are what a client is made with.
type Settings struct {
	Endpoint        string `json:"endpoint"`
	Protocol        string `json:"protocol"`
	CA              string `json:"ca"`
	AccessKeyID     string `json:"accessKeyId"`
	AccessKeySecret string `json:"accessKeySecret"`
	SecurityToken   string `json:"securityToken"`
	RegionID        string `json:"regionId"`
	Retries         int    `json:"retries"`
	TimeoutMs       int    `json:"timeoutMs"`
}

func (settings Settings) Timeout() time.Duration {
	return time.Duration(settings.TimeoutMs) * time.Millisecond
}

type Request struct {
	Settings
	ID         json.RawMessage   `json:"id"`
	Action     string            `json:"action"`
	Parameters map[string]string `json:"parameters"`
}

// Failure is what a client's error offers; a nil member is one that it does not have.
type Failure struct {
	Type         string  `json:"type"`
	Code         *string `json:"code"`
	Message      *string `json:"message"`
	RequestID    *string `json:"requestId"`
	Status       *int    `json:"status"`
	Recommend    *string `json:"recommend"`
	HostID       *string `json:"hostId"`
	RetryAfterMs *int64  `json:"retryAfterMs"`
	Text         string  `json:"text"`
}

// Unsupported is returned as the error of a call that the client has no means to make.
type Unsupported string

func (why Unsupported) Error() string {
	return string(why)
}

// PlainFailure is of an error that offers no more than its type and its text.
func PlainFailure(err error) Failure {
	message := err.Error()
	return Failure{Type: fmt.Sprintf("%T", err), Message: &message, Text: message}
}

// Text is nil for an empty text.
func Text(value string) *string {
	if value == "" {
		return nil
	}
	return &value
}

// Serve answers each line of standard input as soon as its call is over, and returns at the end
// of input when all are answered.
func Serve(call func(Request) (any, error), explain func(error) Failure) {
	var calls sync.WaitGroup
	var line sync.Mutex
	output := json.NewEncoder(os.Stdout)
	input := json.NewDecoder(bufio.NewReader(os.Stdin))
	for input.More() {
		var request Request
		if err := input.Decode(&request); err != nil {
			fmt.Fprintln(os.Stderr, "not a request:", err)
			os.Exit(1)
		}
		calls.Add(1)
		go func() {
			defer calls.Done()
			answered := answerTo(request, call, explain)
			line.Lock()
			defer line.Unlock()
			if err := output.Encode(answered); err != nil {
				fmt.Fprintln(os.Stderr, "no JSON:", err)
				os.Exit(1)
			}
		}()
	}
	calls.Wait()
}

func answerTo(request Request, call func(Request) (any, error), explain func(error) Failure) map[string]any {
	body, err := call(request)
	if err == nil {
		return map[string]any{"id": request.ID, "body": body}
	}
	if why, is := err.(Unsupported); is {
		return map[string]any{"id": request.ID, "unsupported": why}
	}
	return map[string]any{"id": request.ID, "error": explain(err)}
}
