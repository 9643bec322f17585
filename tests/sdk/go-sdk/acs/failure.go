package acs

import (
	"errors"
	"fmt"
	"strconv"

	sdk "github.com/aliyun/alibaba-cloud-sdk-go/sdk/errors"

	driver "rds-emulator/go-driver"
)

// FailureOf is what an error of the SDK offers.
func FailureOf(err error) driver.Failure {
	failure := driver.PlainFailure(err)
	var refusal sdk.Error // *ServerError or *ClientError
	if !errors.As(err, &refusal) {
		return failure // Without the SDK's retrying a *url.Error comes as it is.
	}
	failure.Type = fmt.Sprintf("%T", refusal)
	failure.Code = driver.Text(refusal.ErrorCode())
	failure.Message = driver.Text(refusal.Message())
	status := refusal.HttpStatus()
	failure.Status = &status
	if server, is := refusal.(*sdk.ServerError); is {
		failure.RequestID = driver.Text(server.RequestId())
		failure.Recommend = driver.Text(server.Recommend())
		failure.HostID = driver.Text(server.HostId())
		failure.RetryAfterMs = retryAfter(server)
	}
	return failure
}

// The SDK has no member for it, but hands out the headers of the answer.
func retryAfter(server *sdk.ServerError) *int64 {
	values := server.RespHeaders["X-Acs-Retry-After"]
	if len(values) != 1 {
		return nil
	}
	milliseconds, err := strconv.ParseInt(values[0], 10, 64)
	if err != nil {
		return nil
	}
	return &milliseconds
}
