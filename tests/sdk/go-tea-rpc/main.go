// The driver of github.com/alibabacloud-go/tea-rpc, the client inside Terraform's provider: any action
// by its name, V1 signatures, the parameters in a form.
package main

import (
	"os"

	rpc "github.com/alibabacloud-go/tea-rpc/client"
	util "github.com/alibabacloud-go/tea-utils/service"
	"github.com/alibabacloud-go/tea/tea"

	driver "rds-emulator/go-driver"
	"rds-emulator/go-rds20140815/failure"
)

func main() {
	driver.Serve(call, failure.Of)
}

func newClient(settings driver.Settings) (*rpc.Client, error) {
	return rpc.NewClient(&rpc.Config{
		AccessKeyId:     tea.String(settings.AccessKeyID),
		AccessKeySecret: tea.String(settings.AccessKeySecret),
		Endpoint:        tea.String(settings.Endpoint), // 127.0.0.1:2014
		Protocol:        tea.String(settings.Protocol), // http
		SecurityToken:   driver.Text(settings.SecurityToken),
		RegionId:        tea.String(settings.RegionID),
	})
}

func call(request driver.Request) (any, error) {
	if request.CA != "" && os.Getenv("SSL_CERT_FILE") != request.CA {
		return nil, driver.Unsupported("it trusts what SSL_CERT_FILE names when the process starts")
	}
	client, err := newClient(request.Settings)
	if err != nil {
		return nil, err
	}
	version := "2014-08-15"
	body := map[string]interface{}{}
	for name, value := range request.Parameters {
		if name == "Version" {
			version = value
		} else {
			body[name] = value
		}
	}
	return client.DoRequest(tea.String(request.Action), nil, tea.String("POST"), tea.String(version),
		tea.String("AK"), nil, body, &util.RuntimeOptions{
			Autoretry:      tea.Bool(request.Retries > 0),
			MaxAttempts:    tea.Int(request.Retries), // Beyond the first.
			ConnectTimeout: tea.Int(request.TimeoutMs),
			ReadTimeout:    tea.Int(request.TimeoutMs),
			// As in ../go-rds20140815: connections are kept for each set of options, and this one tells them apart.
			NoProxy: tea.String(request.Endpoint + "," + request.Protocol),
		})
}
