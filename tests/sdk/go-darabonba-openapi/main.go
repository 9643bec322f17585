// The driver of github.com/alibabacloud-go/darabonba-openapi/v2, which calls any action by its name.
//
// The clients that are generated for RDS are a thin layer over it: types for requests and answers,
// and the call below. Their versions that go with this one of it (rds-20140815/v16, for example)
// are not served by the Go proxy; ../go-rds20140815 is an earlier one as a whole.
package main

import (
	"os"

	openapi "github.com/alibabacloud-go/darabonba-openapi/v2/client"
	openapiutil "github.com/alibabacloud-go/darabonba-openapi/v2/utils"
	"github.com/alibabacloud-go/tea/dara"

	driver "rds-emulator/go-driver"
	"rds-emulator/go-rds20140815/failure"
)

func main() {
	driver.Serve(call, failure.Of)
}

func newClient(settings driver.Settings) (*openapi.Client, error) {
	config := &openapiutil.Config{
		AccessKeyId:     dara.String(settings.AccessKeyID),
		AccessKeySecret: dara.String(settings.AccessKeySecret),
		Endpoint:        dara.String(settings.Endpoint), // 127.0.0.1:2014
		Protocol:        dara.String(settings.Protocol), // http
		SecurityToken: driver.Text(settings.SecurityToken),
		RegionId:      dara.String(settings.RegionID),
		RetryOptions:  retryOptions(settings.Retries),
	}
	if settings.CA != "" {
		pem, err := os.ReadFile(settings.CA)
		if err != nil {
			return nil, err
		}
		config.Ca = dara.String(string(pem))
	}
	return openapi.NewClient(config)
}

// Nothing is tried again but what is named; network errors have no code to name them by. It sleeps
// seconds where its constants mean milliseconds: without a policy it would wait for 100 s.
func retryOptions(retries int) *dara.RetryOptions {
	return &dara.RetryOptions{
		Retryable: retries > 0,
		RetryCondition: []*dara.RetryCondition{{
			ErrorCode:   []string{"Throttling.User", "ServiceUnavailable"},
			MaxAttempts: retries + 1,
			Backoff:     &dara.FixedBackoffPolicy{Period: 1},
			MaxDelay:    1,
		}},
	}
}

func call(request driver.Request) (any, error) {
	client, err := newClient(request.Settings)
	if err != nil {
		return nil, err
	}
	version := "2014-08-15"
	query := map[string]*string{}
	for name, value := range request.Parameters {
		if name == "Version" {
			version = value
		} else {
			query[name] = dara.String(value)
		}
	}
	answer, err := client.CallApi(&openapiutil.Params{
		Action:      dara.String(request.Action),
		Version:     dara.String(version),
		Protocol:    dara.String("HTTPS"),
		Pathname:    dara.String("/"),
		Method:      dara.String("POST"),
		AuthType:    dara.String("AK"),
		Style:       dara.String("RPC"),
		ReqBodyType: dara.String("formData"),
		BodyType:    dara.String("json"),
	}, &openapiutil.OpenApiRequest{Query: query}, &dara.RuntimeOptions{
		ConnectTimeout: dara.Int(request.TimeoutMs),
		ReadTimeout:    dara.Int(request.TimeoutMs),
		// As in ../go-rds20140815: connections are kept for each set of options, protocol and
		// certificate not among them, and this one tells them apart.
		NoProxy: dara.String(request.Endpoint + "," + request.Protocol + "," + request.CA),
	})
	return answer["body"], err
}
