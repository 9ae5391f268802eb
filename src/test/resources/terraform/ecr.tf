resource "aws_ecr_repository" "numbered" {
  count = 2
  name  = "numbered/${count.index}"
}

resource "aws_ecr_repository_policy" "numbered" {
  for_each   = { for repository in aws_ecr_repository.numbered : "name[\"${repository.name}\"]" => repository.name }
  repository = each.value
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Sid       = "pull"
      Effect    = "Allow"
      Principal = { AWS = "arn:aws:iam::111122223333:root" }
      Action    = ["ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"]
    }]
  })
}

resource "aws_ecr_pull_through_cache_rule" "public" {
  ecr_repository_prefix = "ecr-public"
  upstream_registry_url = "public.ecr.aws"
}

module "teams" {
  source   = "./team"
  for_each = toset(["a", "b.c"])
  team     = "team-${each.key}"
}
