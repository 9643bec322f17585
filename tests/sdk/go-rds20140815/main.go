// The driver of github.com/alibabacloud-go/rds-20140815, the client that is generated for RDS.
package main

import (
	"errors"
	"os"
	"reflect"
	"strconv"

	openapi "github.com/alibabacloud-go/darabonba-openapi/v2/client"
	rds "github.com/alibabacloud-go/rds-20140815/v6/client"
	util "github.com/alibabacloud-go/tea-utils/v2/service"
	"github.com/alibabacloud-go/tea/tea"

	driver "rds-emulator/go-driver"
	"rds-emulator/go-rds20140815/failure"
)

func main() {
	driver.Serve(call, failure.Of)
}

func newClient(settings driver.Settings) (*rds.Client, error) {
	config := &openapi.Config{
		AccessKeyId:     tea.String(settings.AccessKeyID),
		AccessKeySecret: tea.String(settings.AccessKeySecret),
		Endpoint:        tea.String(settings.Endpoint), // 127.0.0.1:2014
		Protocol:        tea.String(settings.Protocol), // http
		SecurityToken:   driver.Text(settings.SecurityToken),
		RegionId:        tea.String(settings.RegionID),
	}
	if settings.CA != "" {
		pem, err := os.ReadFile(settings.CA)
		if err != nil {
			return nil, err
		}
		config.Ca = tea.String(string(pem))
	}
	return rds.NewClient(config)
}

func runtimeOptions(settings driver.Settings) *util.RuntimeOptions {
	return &util.RuntimeOptions{
		Autoretry:      tea.Bool(settings.Retries > 0),
		MaxAttempts:    tea.Int(settings.Retries), // Beyond the first.
		ConnectTimeout: tea.Int(settings.TimeoutMs),
		ReadTimeout:    tea.Int(settings.TimeoutMs),
		// The client keeps one pool of connections for each host and set of options, and does not
		// count protocol and certificate among them: the first call's hold for all that follow.
		// This is the one option that can tell the pools apart and changes nothing else.
		NoProxy: tea.String(settings.Endpoint + "," + settings.Protocol + "," + settings.CA),
	}
}

func call(request driver.Request) (any, error) {
	client, err := newClient(request.Settings)
	if err != nil {
		return nil, err
	}
	options := runtimeOptions(request.Settings)
	method := reflect.ValueOf(client).MethodByName(request.Action + "WithOptions")
	if !method.IsValid() {
		return nil, driver.Unsupported("the client has no " + request.Action)
	}
	typed, err := typedRequest(method.Type().In(0), request.Parameters)
	if err != nil {
		return nil, err
	}
	results := method.Call([]reflect.Value{typed, reflect.ValueOf(options)})
	if err, is := results[1].Interface().(error); is {
		return nil, err
	}
	return shown(results[0].Elem().FieldByName("Body").Interface()), nil
}

// The request of an action, set as the API's parameters are.
func typedRequest(pointer reflect.Type, parameters map[string]string) (reflect.Value, error) {
	request := reflect.New(pointer.Elem())
	for name, text := range parameters {
		setter := request.MethodByName("Set" + name)
		if !setter.IsValid() {
			return request, driver.Unsupported("the request has no " + name)
		}
		kind := setter.Type().In(0)
		value, err := converted(text, kind)
		if err != nil {
			return request, driver.Unsupported(name + " is of the type " + kind.String() + ", which " + text + " is not")
		}
		setter.Call([]reflect.Value{value})
	}
	return request, nil
}

func converted(text string, kind reflect.Type) (reflect.Value, error) {
	switch kind.Kind() {
	case reflect.Bool:
		flag, err := strconv.ParseBool(text)
		return reflect.ValueOf(flag), err
	case reflect.Int32, reflect.Int64:
		number, err := strconv.ParseInt(text, 10, kind.Bits())
		return reflect.ValueOf(number).Convert(kind), err
	case reflect.String:
		return reflect.ValueOf(text), nil
	}
	return reflect.Value{}, errors.New(kind.String())
}

// As tea.ToMap, which leaves out a list that is empty.
func shown(body any) map[string]any {
	shown := tea.ToMap(body)
	if tasks, is := body.(*rds.DescribeBackupTasksResponseBody); is {
		if tasks.Items != nil && tasks.Items.BackupJob != nil && len(tasks.Items.BackupJob) == 0 {
			shown["Items"] = map[string]any{"BackupJob": []any{}}
		}
	}
	return shown
}
