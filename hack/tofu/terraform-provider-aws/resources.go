package main

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/datasource"
	datasourceschema "github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/planmodifier"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/stringplanmodifier"
)

// A thing is a resource whose arguments are strings, and required.
type thing struct {
	typeName string
	// The member of the API's requests that each argument is.
	members map[string]string
	// The argument that a deletion names, and that tells one from another.
	key    string
	create string
	delete string
}

var things = []thing{
	{"aws_ecr_repository", map[string]string{"name": "repositoryName"},
		"name", "CreateRepository", "DeleteRepository"},
	{"aws_ecr_lifecycle_policy", map[string]string{"repository": "repositoryName", "policy": "lifecyclePolicyText"},
		"repository", "PutLifecyclePolicy", "DeleteLifecyclePolicy"},
	{"aws_ecr_repository_policy", map[string]string{"repository": "repositoryName", "policy": "policyText"},
		"repository", "SetRepositoryPolicy", "DeleteRepositoryPolicy"},
	{"aws_ecr_pull_through_cache_rule",
		map[string]string{"ecr_repository_prefix": "ecrRepositoryPrefix", "upstream_registry_url": "upstreamRegistryUrl"},
		"ecr_repository_prefix", "CreatePullThroughCacheRule", "DeletePullThroughCacheRule"},
}

func (t thing) Metadata(_ context.Context, _ resource.MetadataRequest, answer *resource.MetadataResponse) {
	answer.TypeName = t.typeName
}

func (t thing) Schema(_ context.Context, _ resource.SchemaRequest, answer *resource.SchemaResponse) {
	attributes := map[string]schema.Attribute{"id": schema.StringAttribute{Computed: true}}
	for argument := range t.members {
		attributes[argument] = schema.StringAttribute{
			Required:      true,
			PlanModifiers: []planmodifier.String{stringplanmodifier.RequiresReplace()},
		}
	}
	answer.Schema = schema.Schema{Attributes: attributes}
}

func (t thing) Create(ctx context.Context, request resource.CreateRequest, answer *resource.CreateResponse) {
	body := map[string]any{}
	for argument, member := range t.members {
		var value string
		answer.Diagnostics.Append(request.Plan.GetAttribute(ctx, path.Root(argument), &value)...)
		answer.Diagnostics.Append(answer.State.SetAttribute(ctx, path.Root(argument), value)...)
		body[member] = value
	}
	answer.Diagnostics.Append(answer.State.SetAttribute(ctx, path.Root("id"), body[t.members[t.key]])...)
	if err := call(ctx, t.create, body); err != nil {
		answer.Diagnostics.AddError(t.create, err.Error())
	}
}

// What is in the state is taken for what there is.
func (t thing) Read(context.Context, resource.ReadRequest, *resource.ReadResponse) {}

func (t thing) Update(_ context.Context, _ resource.UpdateRequest, answer *resource.UpdateResponse) {
	answer.Diagnostics.AddError(t.typeName, "every change replaces it")
}

func (t thing) Delete(ctx context.Context, request resource.DeleteRequest, answer *resource.DeleteResponse) {
	var id string
	answer.Diagnostics.Append(request.State.GetAttribute(ctx, path.Root("id"), &id)...)
	if err := call(ctx, t.delete, map[string]any{t.members[t.key]: id}); err != nil {
		answer.Diagnostics.AddError(t.delete, err.Error())
	}
}

// The data source aws_ecr_repository: it fails unless the repository is there.
type existing struct{}

func (existing) Metadata(_ context.Context, _ datasource.MetadataRequest, answer *datasource.MetadataResponse) {
	answer.TypeName = "aws_ecr_repository"
}

func (existing) Schema(_ context.Context, _ datasource.SchemaRequest, answer *datasource.SchemaResponse) {
	answer.Schema = datasourceschema.Schema{Attributes: map[string]datasourceschema.Attribute{
		"name": datasourceschema.StringAttribute{Required: true},
	}}
}

func (existing) Read(ctx context.Context, request datasource.ReadRequest, answer *datasource.ReadResponse) {
	var name string
	answer.Diagnostics.Append(request.Config.GetAttribute(ctx, path.Root("name"), &name)...)
	answer.Diagnostics.Append(answer.State.SetAttribute(ctx, path.Root("name"), name)...)
	if err := call(ctx, "DescribeRepositories", map[string]any{"repositoryNames": []string{name}}); err != nil {
		answer.Diagnostics.AddError("DescribeRepositories", err.Error())
	}
}
