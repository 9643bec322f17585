// Package failure tells what the errors of the generated client and of its core offer.
package failure

import (
	"encoding/json"
	"errors"

	"github.com/alibabacloud-go/tea/tea"

	driver "rds-emulator/go-driver"
)

// Of reads Data as well, which is the body of the answer as text.
func Of(err error) driver.Failure {
	failure := driver.PlainFailure(err)
	var refusal *tea.SDKError
	if !errors.As(err, &refusal) {
		return failure // Network errors come as they are.
	}
	failure.Code = refusal.Code
	failure.Message = refusal.Message
	failure.Status = refusal.StatusCode
	var data struct {
		RequestID string `json:"RequestId"`
		Recommend string `json:"Recommend"`
		HostID    string `json:"HostId"`
	}
	if json.Unmarshal([]byte(tea.StringValue(refusal.Data)), &data) == nil {
		failure.RequestID = driver.Text(data.RequestID)
		failure.Recommend = driver.Text(data.Recommend)
		failure.HostID = driver.Text(data.HostID)
	}
	return failure
}
